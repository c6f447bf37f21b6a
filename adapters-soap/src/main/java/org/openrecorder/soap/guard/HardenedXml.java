package org.openrecorder.soap.guard;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * A parser that follows nothing: no document type, no entities but the five of XML, no resolving of
 * whatever name. Always the JDK's own, so that it is the same one everywhere.
 */
final class HardenedXml {

  private static final XMLInputFactory IN = parsers();
  private static final XMLOutputFactory OUT = XMLOutputFactory.newDefaultFactory();

  private HardenedXml() {}

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

  /**
   * @param charset said by what carries the document; it goes before what the document says itself
   */
  static XMLEventReader reader(byte[] xml, Optional<String> charset) throws XMLStreamException {
    InputStream in = new ByteArrayInputStream(xml);
    return charset.isPresent()
        ? IN.createXMLEventReader(in, charset.get())
        : IN.createXMLEventReader(in);
  }

  static XMLEventWriter writer(OutputStream out) throws XMLStreamException {
    return OUT.createXMLEventWriter(out, StandardCharsets.UTF_8.name());
  }
}
