package org.openrecorder.archive.planted;

import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.SOAPException;

/** Planted: SOAP must stay in its adapter. */
public final class SpeaksSoap {

  public MessageFactory messages() throws SOAPException {
    return MessageFactory.newInstance();
  }
}
