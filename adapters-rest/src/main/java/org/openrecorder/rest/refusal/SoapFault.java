package org.openrecorder.rest.refusal;

import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.RefusalCode.Fault;

/** Faults as SOAP writes them. */
final class SoapFault {

  private static final String SOAP_11 =
      """
      <?xml version="1.0" encoding="utf-8"?>\
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">\
      <soapenv:Body><soapenv:Fault>\
      <faultcode>soapenv:%s</faultcode><faultstring>%s</faultstring>\
      <detail><code>%s</code></detail>\
      </soapenv:Fault></soapenv:Body></soapenv:Envelope>""";

  private static final String SOAP_12 =
      """
      <?xml version="1.0" encoding="utf-8"?>\
      <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope">\
      <env:Body><env:Fault>\
      <env:Code><env:Value>env:%s</env:Value></env:Code>\
      <env:Reason><env:Text xml:lang="en">%s</env:Text></env:Reason>\
      <env:Detail><code>%s</code></env:Detail>\
      </env:Fault></env:Body></env:Envelope>""";

  private SoapFault() {}

  static String version11(RefusalCode code, String line) {
    String fault = code.fault() == Fault.CLIENT ? "Client" : "Server";
    return SOAP_11.formatted(fault, escaped(line), code);
  }

  static String version12(RefusalCode code, String line) {
    String fault = code.fault() == Fault.CLIENT ? "Sender" : "Receiver";
    return SOAP_12.formatted(fault, escaped(line), code);
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
