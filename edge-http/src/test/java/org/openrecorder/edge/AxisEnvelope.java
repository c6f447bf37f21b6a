package org.openrecorder.edge;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An answer in SOAP 1.1, read as a client with namespaces reads it. */
record AxisEnvelope(Element body) {

  static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";
  static final QName ENCODING_STYLE = new QName(SOAP, "encodingStyle");
  static final QName TYPE = new QName("http://www.w3.org/2001/XMLSchema-instance", "type");

  private static final String DECLARATIONS = "http://www.w3.org/2000/xmlns/";

  /** Nothing but an envelope with nothing but a body in it. */
  static AxisEnvelope parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element envelope =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)))
            .getDocumentElement();
    Element body = only(envelope);
    if (!name(envelope).equals(new QName(SOAP, "Envelope"))
        || !name(body).equals(new QName(SOAP, "Body"))) {
      throw new AssertionError("no envelope: " + text);
    }
    return new AxisEnvelope(body);
  }

  Element only() {
    return only(body);
  }

  static Element only(Element parent) {
    List<Element> children = children(parent);
    if (children.size() != 1) {
      throw new AssertionError("not one but " + children);
    }
    return children.getFirst();
  }

  static List<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  static String text(Element parent, String child) {
    return children(parent).stream()
        .filter(one -> one.getLocalName().equals(child))
        .map(Element::getTextContent)
        .collect(Collectors.joining("|"));
  }

  static QName name(Node node) {
    return new QName(node.getNamespaceURI(), node.getLocalName());
  }

  /** Those that declare no namespace. */
  static Map<QName, String> attributes(Element element) {
    NamedNodeMap attributes = element.getAttributes();
    return IntStream.range(0, attributes.getLength())
        .mapToObj(attributes::item)
        .filter(one -> !DECLARATIONS.equals(one.getNamespaceURI()))
        .collect(Collectors.toMap(AxisEnvelope::name, Node::getNodeValue));
  }
}
