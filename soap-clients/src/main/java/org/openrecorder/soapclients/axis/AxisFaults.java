package org.openrecorder.soapclients.axis;

import java.rmi.RemoteException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.axis.AxisFault;
import org.openrecorder.soapclients.ClientFailure;
import org.openrecorder.soapclients.SoapRejection;
import org.w3c.dom.Element;

/** Tells the faults of the recorder from failures of Axis, which knows one exception for both. */
final class AxisFaults {

  private AxisFaults() {}

  interface Invocation<T> {
    T invoke() throws RemoteException;
  }

  static <T> T translated(Invocation<T> invocation) {
    try {
      return invocation.invoke();
    } catch (AxisFault fault) {
      throw rejection(fault);
    } catch (RemoteException failed) {
      throw new ClientFailure("Axis failed", failed);
    }
  }

  private static RuntimeException rejection(AxisFault fault) {
    return Arrays.stream(fault.getFaultDetails())
        .filter(detail -> detail.getLocalName().equals("recordingFault"))
        .findFirst()
        .<RuntimeException>map(
            detail ->
                new SoapRejection(
                    Optional.of(fault.getFaultCode().getLocalPart()),
                    fault.getFaultString(),
                    code(detail)))
        .orElseGet(() -> new ClientFailure("Axis failed: " + fault.dumpToString(), fault));
  }

  private static String code(Element detail) {
    return detail.getElementsByTagNameNS("*", "code").item(0).getTextContent();
  }
}
