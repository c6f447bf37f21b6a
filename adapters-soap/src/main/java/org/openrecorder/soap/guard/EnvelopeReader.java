package org.openrecorder.soap.guard;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openrecorder.soap.envelope.MalformedRequestException;
import org.openrecorder.soap.envelope.XmlElement;

/**
 * Reads a document event by event into a tree, and stops at the first event that may not be.
 * Follows nothing: no document type, no entities but the five of XML, no resolving of whatever
 * name. The parser is the JDK's own, so that it is the same one everywhere.
 */
final class EnvelopeReader {

  private static final XMLInputFactory PARSERS = parsers();

  private static final QName XOP_INCLUDE =
      new QName("http://www.w3.org/2004/08/xop/include", "Include");

  private final XMLStreamReader in;
  private final EnvelopeLimits limits = new EnvelopeLimits();

  private EnvelopeReader(String document) throws XMLStreamException {
    in = PARSERS.createXMLStreamReader(new StringReader(document));
  }

  private static XMLInputFactory parsers() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is resolved");
        });
    return factory;
  }

  /** The document's root. */
  static XmlElement read(String document) throws MalformedRequestException {
    try {
      return new EnvelopeReader(document).document();
    } catch (XMLStreamException | RuntimeException unreadable) {
      // the JDK's parser throws some of its complaints unchecked
      throw new MalformedRequestException("the request is not well-formed XML");
    }
  }

  private XmlElement document() throws XMLStreamException, MalformedRequestException {
    Optional<XmlElement> root = Optional.empty();
    while (in.hasNext()) {
      if (next() == XMLStreamConstants.START_ELEMENT) {
        root = Optional.of(element());
      }
    }
    return root.orElseThrow(() -> new XMLStreamException("no element"));
  }

  /** The next event that says something; comments and instructions do not. */
  private int next() throws XMLStreamException, MalformedRequestException {
    int event = in.next();
    return switch (event) {
      case XMLStreamConstants.DTD ->
          throw new MalformedRequestException("a document type declaration is not accepted");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new MalformedRequestException("entities are not accepted");
      default -> event;
    };
  }

  /** The one that has begun. */
  private XmlElement element() throws XMLStreamException, MalformedRequestException {
    QName name = in.getName();
    Map<QName, String> attributes = attributes();
    limits.enter(attributes.values(), namespaces());
    requireInline(name);
    List<XmlElement> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(limits.read(in.getText()));
        default -> {
          // comments and instructions say nothing to us
        }
      }
    }
    limits.leave();
    return new XmlElement(name, attributes, children, text.toString());
  }

  private Map<QName, String> attributes() {
    Map<QName, String> attributes = new HashMap<>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      attributes.put(in.getAttributeName(i), in.getAttributeValue(i));
    }
    return attributes;
  }

  /** Those that begin here; where one is taken back, an empty text. */
  private List<String> namespaces() {
    List<String> namespaces = new ArrayList<>();
    for (int i = 0; i < in.getNamespaceCount(); i++) {
      namespaces.add(Optional.ofNullable(in.getNamespaceURI(i)).orElse(""));
    }
    return namespaces;
  }

  private static void requireInline(QName name) throws MalformedRequestException {
    if (name.equals(XOP_INCLUDE)) {
      throw new MalformedRequestException("included content is not accepted");
    }
  }
}
