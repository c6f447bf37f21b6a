'use strict';
/*
 * A CRM written for Node.js. One call for each run:
 *
 *   node client.js 1.1|1.2 METHOD FILE NAME=VALUE...
 *
 * Where to call and as whom stands in the environment. A retrieved WAV goes to FILE.
 */
const fs = require('node:fs');
const soap = require('soap');

const [version, method, file, ...words] = process.argv.slice(2);
const { RECORDER_URL, RECORDER_CLIENT, RECORDER_SECRET } = process.env;

function named(words) {
  return Object.fromEntries(words.map((word) => [word.split('=', 1)[0], word.slice(word.indexOf('=') + 1)]));
}

async function call() {
  const client = await soap.createClientAsync(`${RECORDER_URL}?wsdl`, { forceSoap12Headers: version === '1.2' });
  client.setSecurity(new soap.BasicAuthSecurity(RECORDER_CLIENT, RECORDER_SECRET));
  const [answer] = await client[`${method}Async`](named(words));
  return answer;
}

function localName(name) {
  return name.slice(name.indexOf(':') + 1);
}

/** The parts of a fault have other names in each version. */
function refusal(fault) {
  const detail = fault.detail ?? fault.Detail;
  return {
    result: 'refused',
    faultCode: localName(fault.faultcode ?? fault.Code.Value),
    message: fault.faultstring ?? text(fault.Reason.Text),
    errorCode: detail.recordingFault.code,
  };
}

/** An element with attributes is an object here. */
function text(element) {
  return element.$value ?? element;
}

function print(lines) {
  for (const [name, value] of Object.entries(lines)) {
    console.log(`${name}=${value}`);
  }
}

call().then(
  (answer) => {
    const base64 = answer?.[`${method}Return`];
    if (base64) {
      fs.writeFileSync(file, Buffer.from(base64, 'base64'));
    }
    print({ result: 'answered' });
  },
  (failure) => {
    const fault = failure.root?.Envelope?.Body?.Fault;
    if (!fault) {
      throw failure;
    }
    print(refusal(fault));
  },
);
