package org.openrecorder.soap.envelope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * An element as it was read, and nothing that it refers to.
 *
 * @param text of the element itself, in one piece; blank where it holds elements instead
 */
public record XmlElement(
    QName name, Map<QName, String> attributes, List<XmlElement> children, String text) {

  public XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
    text = children.isEmpty() ? text : "";
  }

  /** The name without its namespace. */
  String localName() {
    return name.getLocalPart();
  }

  /** Empty where the element is in no namespace. */
  String namespace() {
    return name.getNamespaceURI();
  }

  Optional<String> attribute(QName attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** The value of the first of these attributes that is there. */
  Optional<String> anyOf(List<QName> names) {
    return names.stream().flatMap(one -> attribute(one).stream()).findFirst();
  }

  List<XmlElement> children(QName child) {
    return children.stream().filter(one -> one.name.equals(child)).toList();
  }

  /** The element and all below it, in the order of the document. */
  Stream<XmlElement> withAllBelow() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::withAllBelow));
  }
}
