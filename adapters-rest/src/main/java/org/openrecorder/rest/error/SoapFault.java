package org.openrecorder.rest.error;

import org.openrecorder.application.Rejection;

/** Faults as SOAP writes them, with the detail that the SOAP endpoint's description gives them. */
final class SoapFault {

  private static final String SOAP_11 =
      """
      <?xml version="1.0" encoding="utf-8"?>\
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">\
      <soapenv:Body><soapenv:Fault>\
      <faultcode>soapenv:%s</faultcode><faultstring>%s</faultstring>\
      <detail>%s</detail>\
      </soapenv:Fault></soapenv:Body></soapenv:Envelope>""";

  private static final String SOAP_12 =
      """
      <?xml version="1.0" encoding="utf-8"?>\
      <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope">\
      <env:Body><env:Fault>\
      <env:Code><env:Value>env:%s</env:Value></env:Code>\
      <env:Reason><env:Text xml:lang="en">%s</env:Text></env:Reason>\
      <env:Detail>%s</env:Detail>\
      </env:Fault></env:Body></env:Envelope>""";

  private static final String DETAIL =
      """
      <recordingFault xmlns="urn:openrecorder:recording">\
      <code>%s</code><message>%s</message>%s\
      </recordingFault>""";

  private SoapFault() {}

  static String version11(Rejection rejection, String line) {
    String fault = HttpStatuses.isClientError(rejection.code()) ? "Client" : "Server";
    return SOAP_11.formatted(fault, escaped(line), detail(rejection, line));
  }

  static String version12(Rejection rejection, String line) {
    String fault = HttpStatuses.isClientError(rejection.code()) ? "Sender" : "Receiver";
    return SOAP_12.formatted(fault, escaped(line), detail(rejection, line));
  }

  private static String detail(Rejection rejection, String line) {
    String recording =
        rejection.recording().map(id -> "<recordingId>" + id + "</recordingId>").orElse("");
    return DETAIL.formatted(rejection.code(), escaped(line), recording);
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
