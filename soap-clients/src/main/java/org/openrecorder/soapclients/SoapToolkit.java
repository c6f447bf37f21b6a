package org.openrecorder.soapclients;

import java.nio.file.Path;
import org.openrecorder.soapclients.axis.AxisCall;
import org.openrecorder.soapclients.axis.AxisStubs;
import org.openrecorder.soapclients.cxf.CxfClient;
import org.openrecorder.soapclients.script.NodeClient;
import org.openrecorder.soapclients.script.PerlClient;
import org.openrecorder.soapclients.script.PhpClient;
import org.openrecorder.soapclients.script.PythonClient;

/** What CRMs speak SOAP with. */
public enum SoapToolkit {
  AXIS_STUBS,
  AXIS_CALL,
  CXF,
  NODE_SOAP_1_1,
  NODE_SOAP_1_2,
  PHP_WITH_WSDL_SOAP_1_1,
  PHP_WITH_WSDL_SOAP_1_2,
  PHP_WITHOUT_WSDL_SOAP_1_1,
  PHP_WITHOUT_WSDL_SOAP_1_2,
  PERL_WITH_WSDL,
  PERL_WITHOUT_WSDL,
  ZEEP;

  /**
   * A client of that recorder.
   *
   * @param folder where it may write, and finds again what it has written before
   */
  public SoapRecorder connect(RecorderAddress address, Path folder) {
    return switch (this) {
      case AXIS_STUBS -> AxisStubs.of(address);
      case AXIS_CALL -> AxisCall.to(address);
      case CXF -> CxfClient.of(address);
      case NODE_SOAP_1_1 -> NodeClient.speaking("1.1", address, folder);
      case NODE_SOAP_1_2 -> NodeClient.speaking("1.2", address, folder);
      case PHP_WITH_WSDL_SOAP_1_1 -> PhpClient.described("1.1", address, folder);
      case PHP_WITH_WSDL_SOAP_1_2 -> PhpClient.described("1.2", address, folder);
      case PHP_WITHOUT_WSDL_SOAP_1_1 -> PhpClient.undescribed("1.1", address, folder);
      case PHP_WITHOUT_WSDL_SOAP_1_2 -> PhpClient.undescribed("1.2", address, folder);
      case PERL_WITH_WSDL -> PerlClient.described(address, folder);
      case PERL_WITHOUT_WSDL -> PerlClient.undescribed(address, folder);
      case ZEEP -> PythonClient.of(address, folder);
    };
  }
}
