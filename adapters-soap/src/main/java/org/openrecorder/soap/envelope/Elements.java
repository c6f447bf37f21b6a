package org.openrecorder.soap.envelope;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Reading elements without surprises. */
final class Elements {

  private Elements() {}

  static List<Element> children(Element parent) {
    return nodes(parent)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }

  /** The text of an element; blank where it holds elements instead. */
  static String text(Element element) {
    return children(element).isEmpty() ? element.getTextContent() : "";
  }

  /** Empty where the element is in no namespace. */
  static String namespace(Element element) {
    return Optional.ofNullable(element.getNamespaceURI()).orElse("");
  }

  private static Stream<Node> nodes(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item);
  }
}
