package org.openrecorder.soapclients.cxf;

import crm.cxf.Recording;
import crm.cxf.RecordingRefused;
import crm.cxf.RecordingService;
import jakarta.xml.ws.BindingProvider;
import java.net.MalformedURLException;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.soapclients.ClientFailure;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;
import org.openrecorder.soapclients.SoapRejection;

/**
 * Made from the description in the sources, but led by the published one: the address that it calls
 * stands there.
 */
public final class CxfClient implements SoapRecorder {

  private final Recording port;

  private CxfClient(Recording port) {
    this.port = port;
  }

  public static SoapRecorder of(RecorderAddress address) {
    try {
      Recording port = new RecordingService(address.description().toURL()).getRecording();
      authenticate((BindingProvider) port, address);
      return new CxfClient(port);
    } catch (MalformedURLException failed) {
      throw new ClientFailure("no URL: " + address.description(), failed);
    }
  }

  private static void authenticate(BindingProvider provider, RecorderAddress address) {
    Map<String, Object> context = provider.getRequestContext();
    context.put(BindingProvider.USERNAME_PROPERTY, address.client());
    context.put(BindingProvider.PASSWORD_PROPERTY, address.secret());
  }

  @Override
  public void start(String extenOrUniqueId, String tag) {
    try {
      port.start(extenOrUniqueId, tag);
    } catch (RecordingRefused refused) {
      throw rejection(refused);
    }
  }

  @Override
  public void stop(String extenOrUniqueId) {
    try {
      port.stop(extenOrUniqueId);
    } catch (RecordingRefused refused) {
      throw rejection(refused);
    }
  }

  @Override
  public byte[] retrieve(String tag, String username) {
    try {
      return port.retrieve(tag, username);
    } catch (RecordingRefused refused) {
      throw rejection(refused);
    }
  }

  @Override
  public byte[] retrieveByUniqueId(String uniqueId, String username) {
    try {
      return port.retrieveByUniqueId(uniqueId, username);
    } catch (RecordingRefused refused) {
      throw rejection(refused);
    }
  }

  private static SoapRejection rejection(RecordingRefused refused) {
    return new SoapRejection(
        Optional.empty(), refused.getFaultInfo().getMessage(), refused.getFaultInfo().getCode());
  }
}
