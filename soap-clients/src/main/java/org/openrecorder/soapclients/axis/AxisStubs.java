package org.openrecorder.soapclients.axis;

import crm.axis.RecordingApi;
import crm.axis.RecordingApiServiceLocator;
import java.net.MalformedURLException;
import javax.xml.rpc.ServiceException;
import org.apache.axis.client.Stub;
import org.openrecorder.soapclients.ClientFailure;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;

/** Stubs that Axis' own WSDL2Java has made. */
public final class AxisStubs implements SoapRecorder {

  private final RecordingApi stub;

  private AxisStubs(RecordingApi stub) {
    this.stub = stub;
  }

  public static SoapRecorder of(RecorderAddress address) {
    try {
      RecordingApi stub =
          new RecordingApiServiceLocator().getNjadminApiRecording(address.url().toURL());
      authenticate((Stub) stub, address);
      return new AxisStubs(stub);
    } catch (ServiceException | MalformedURLException failed) {
      throw new ClientFailure("Axis makes no stub", failed);
    }
  }

  private static void authenticate(Stub stub, RecorderAddress address) {
    stub.setUsername(address.client());
    stub.setPassword(address.secret());
  }

  @Override
  public void start(String extenOrUniqueId, String tag) {
    AxisFaults.translated(
        () -> {
          stub.start(extenOrUniqueId, tag);
          return "";
        });
  }

  @Override
  public void stop(String extenOrUniqueId) {
    AxisFaults.translated(
        () -> {
          stub.stop(extenOrUniqueId);
          return "";
        });
  }

  @Override
  public byte[] retrieve(String tag, String username) {
    return AxisFaults.translated(() -> stub.retrieve(tag, username));
  }

  @Override
  public byte[] retrieveByUniqueId(String uniqueId, String username) {
    return AxisFaults.translated(() -> stub.retrieveByUniqueId(uniqueId, username));
  }
}
