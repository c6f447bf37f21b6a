package org.openrecorder.soap.guard;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.Characters;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.openrecorder.soap.envelope.FaultKind;
import org.openrecorder.soap.envelope.SoapVersion;

/** Copies one envelope event by event, and stops at the first that may not be. */
final class EnvelopeCleaner {

  private static final QName XOP_INCLUDE =
      new QName("http://www.w3.org/2004/08/xop/include", "Include");

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private final XMLEventReader in;
  private final XMLEventWriter out;
  private final EnvelopeLimits limits = new EnvelopeLimits();
  private SoapVersion version = SoapVersion.SOAP_1_1;
  private int depth;
  private boolean inHeader;

  private EnvelopeCleaner(Body body) throws XMLStreamException {
    in = HardenedXml.reader(body.bytes(), body.type().parameter("charset"));
    out = HardenedXml.writer(copy);
  }

  static Incoming clean(Body body) {
    try {
      return new EnvelopeCleaner(body).cleaned();
    } catch (XMLStreamException unreadable) {
      return malformed(SoapVersion.SOAP_1_1);
    }
  }

  private static Incoming malformed(SoapVersion version) {
    return Incoming.faulty(version, FaultKind.CLIENT, "the request is not well-formed XML");
  }

  private Incoming cleaned() {
    try {
      copyAll();
      return new Incoming.Clean(version, copy.toByteArray());
    } catch (UnacceptableRequest refused) {
      return Incoming.faulty(version, refused.kind(), refused.reason());
    } catch (XMLStreamException | RuntimeException unreadable) {
      // the JDK's parser throws some of its complaints unchecked
      return malformed(version);
    }
  }

  private void copyAll() throws XMLStreamException, UnacceptableRequest {
    while (in.hasNext()) {
      copy(in.nextEvent());
    }
    out.close();
  }

  private void copy(XMLEvent event) throws XMLStreamException, UnacceptableRequest {
    switch (event.getEventType()) {
      case XMLEvent.START_ELEMENT -> enter(event.asStartElement());
      case XMLEvent.END_ELEMENT -> leave(event);
      case XMLEvent.CHARACTERS, XMLEvent.CDATA, XMLEvent.SPACE -> text(event.asCharacters());
      case XMLEvent.DTD ->
          throw new UnacceptableRequest("a document type declaration is not accepted");
      case XMLEvent.ENTITY_REFERENCE -> throw new UnacceptableRequest("entities are not accepted");
      default -> {
        // comments and instructions say nothing to us
      }
    }
  }

  private void enter(StartElement element) throws XMLStreamException, UnacceptableRequest {
    limits.enter(element);
    switch (depth++) {
      case 0 -> requireEnvelope(element.getName());
      case 1 -> inHeader = element.getName().equals(name("Header"));
      case 2 -> requireUnderstood(element);
      default -> requireInline(element);
    }
    out.add(element);
  }

  private void leave(XMLEvent event) throws XMLStreamException {
    limits.leave();
    depth--;
    out.add(event);
  }

  private void text(Characters text) throws XMLStreamException, UnacceptableRequest {
    limits.read(text.getData());
    if (depth > 0) {
      out.add(text);
    }
  }

  private void requireEnvelope(QName root) throws UnacceptableRequest {
    if (!root.getLocalPart().equals("Envelope")) {
      throw new UnacceptableRequest("the request is not a SOAP envelope");
    }
    Optional<SoapVersion> known = SoapVersion.of(root.getNamespaceURI());
    version =
        known.orElseThrow(
            () ->
                new UnacceptableRequest(
                    FaultKind.VERSION_MISMATCH, "SOAP 1.1 and 1.2 are spoken here"));
  }

  /** No header means anything to us, so none may demand to. */
  private void requireUnderstood(StartElement entry) throws UnacceptableRequest {
    if (inHeader && demands(entry) && isForUs(entry)) {
      throw new UnacceptableRequest(
          FaultKind.MUST_UNDERSTAND, "a header that must be understood is not");
    }
  }

  private boolean demands(StartElement entry) {
    return attribute(entry, "mustUnderstand")
        .filter(value -> value.equals("1") || value.equals("true"))
        .isPresent();
  }

  private boolean isForUs(StartElement entry) {
    return attribute(entry, version == SoapVersion.SOAP_1_1 ? "actor" : "role")
        .map(
            actor ->
                actor.isEmpty()
                    || actor.endsWith("/next")
                    || actor.endsWith("/role/ultimateReceiver"))
        .orElse(true);
  }

  private Optional<String> attribute(StartElement element, String local) {
    return Optional.ofNullable(element.getAttributeByName(name(local)))
        .map(Attribute::getValue)
        .map(String::strip);
  }

  private static void requireInline(StartElement element) throws UnacceptableRequest {
    if (element.getName().equals(XOP_INCLUDE)) {
      throw new UnacceptableRequest("included content is not accepted");
    }
  }

  private QName name(String local) {
    return new QName(version.namespace(), local);
  }
}
