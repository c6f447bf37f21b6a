package org.openrecorder.benchmarks;

import java.util.Map;

/** The SOAP side of the legacy URL. */
final class Soap {

  static final String PATH = "/servicemanager/services/njadmin-api-recording";

  private Soap() {}

  static boolean isServed(RecorderServer server) {
    try (HttpLine line = new HttpLine(server.port(), RecorderServer.credentials())) {
      return line.get(PATH + "?wsdl").status() == 200;
    }
  }

  static Map<String, String> headers() {
    return Map.of(
        "Authorization",
        RecorderServer.credentials(),
        "Content-Type",
        "text/xml;charset=utf-8",
        "SOAPAction",
        "\"\"");
  }

  static String retrieve(String tag) {
    return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
        + "<soapenv:Body><retrieve><tag>"
        + tag
        + "</tag><username>"
        + RecorderServer.USER
        + "</username></retrieve></soapenv:Body></soapenv:Envelope>";
  }
}
