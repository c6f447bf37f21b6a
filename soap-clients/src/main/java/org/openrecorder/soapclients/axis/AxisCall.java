package org.openrecorder.soapclients.axis;

import javax.xml.namespace.QName;
import javax.xml.rpc.ParameterMode;
import javax.xml.rpc.ServiceException;
import org.apache.axis.client.Call;
import org.apache.axis.client.Service;
import org.apache.axis.encoding.XMLType;
import org.openrecorder.soapclients.ClientFailure;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;

/** Calls put together by hand, as those do who were not given a description. */
public final class AxisCall implements SoapRecorder {

  /** The CRM's own: it does not know ours. */
  private static final String NAMESPACE = "urn:a-crm";

  private final RecorderAddress address;

  private AxisCall(RecorderAddress address) {
    this.address = address;
  }

  public static SoapRecorder to(RecorderAddress address) {
    return new AxisCall(address);
  }

  @Override
  public void start(String extenOrUniqueId, String tag) {
    Call call = call("start", "extenOrUniqueId", "tag");
    invoke(answeringNothing(call), extenOrUniqueId, tag);
  }

  @Override
  public void stop(String extenOrUniqueId) {
    Call call = call("stop", "extenOrUniqueId");
    invoke(answeringNothing(call), extenOrUniqueId);
  }

  @Override
  public byte[] retrieve(String tag, String username) {
    Call call = call("retrieve", "tag", "username");
    return (byte[]) invoke(answeringBase64(call), tag, username);
  }

  @Override
  public byte[] retrieveByUniqueId(String uniqueId, String username) {
    Call call = call("retrieveByUniqueId", "uniqueId", "username");
    return (byte[]) invoke(answeringBase64(call), uniqueId, username);
  }

  private Call call(String method, String... parameters) {
    try {
      Call call = (Call) new Service().createCall();
      call.setTargetEndpointAddress(address.url().toString());
      call.setUsername(address.client());
      call.setPassword(address.secret());
      call.setOperationName(new QName(NAMESPACE, method));
      for (String parameter : parameters) {
        call.addParameter(parameter, XMLType.XSD_STRING, ParameterMode.IN);
      }
      return call;
    } catch (ServiceException failed) {
      throw new ClientFailure("Axis makes no call", failed);
    }
  }

  private static Call answeringNothing(Call call) {
    call.setReturnType(XMLType.AXIS_VOID);
    return call;
  }

  private static Call answeringBase64(Call call) {
    call.setReturnType(XMLType.SOAP_BASE64BINARY);
    return call;
  }

  private static Object invoke(Call call, Object... arguments) {
    return AxisFaults.translated(() -> call.invoke(arguments));
  }
}
