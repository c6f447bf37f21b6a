"""A CRM written in Python, with zeep. One call for each run:

  python3 client.py METHOD FILE NAME=VALUE...

Where to call and as whom stands in the environment. A retrieved WAV goes to FILE.
"""
import os
import sys

import requests
import zeep
from zeep.transports import Transport


def client():
    session = requests.Session()
    session.auth = (os.environ["RECORDER_CLIENT"], os.environ["RECORDER_SECRET"])
    return zeep.Client(os.environ["RECORDER_URL"] + "?wsdl", transport=Transport(session=session))


def local_name(name):
    return name.rpartition(":")[2]


def call(method, file, words):
    answer = getattr(client().service, method)(**dict(word.split("=", 1) for word in words))
    if method.startswith("retrieve"):
        with open(file, "wb") as wav:
            wav.write(answer)


try:
    call(sys.argv[1], sys.argv[2], sys.argv[3:])
    print("result=answered")
except zeep.exceptions.Fault as fault:
    print("result=refused")
    print("faultCode=" + local_name(fault.code))
    print("message=" + fault.message)
    print("errorCode=" + fault.detail.findtext(".//{*}code"))
