package org.openrecorder.soap.envelope;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/**
 * The elements of one envelope that others refer to, wherever in it they are. Nothing outside the
 * envelope is ever followed.
 */
final class References {

  private static final List<QName> IDS =
      List.of(
          new QName("id"),
          new QName(SoapVersion.SOAP_1_2.encoding(), "id"),
          new QName(SoapVersion.SOAP_1_1.encoding(), "id"),
          new QName(XMLConstants.XML_NS_URI, "id"));

  /** What says that an element has no value, in the schemas of 2001, 2000 and 1999. */
  private static final List<QName> NILS =
      List.of(
          new QName(Names.SCHEMA_INSTANCE, "nil"),
          new QName("http://www.w3.org/2000/10/XMLSchema-instance", "null"),
          new QName("http://www.w3.org/1999/XMLSchema-instance", "null"));

  private final List<QName> references;
  private final Map<String, List<XmlElement>> byId;

  References(SoapVersion version, XmlElement envelope) {
    references = version.references();
    byId =
        envelope
            .withAllBelow()
            .filter(element -> element.anyOf(IDS).isPresent())
            .collect(Collectors.groupingBy(element -> element.anyOf(IDS).orElseThrow()));
  }

  /**
   * The texts that an element may stand for: none where its reference leads nowhere or in a circle,
   * several where elements of different texts share an id.
   */
  List<String> texts(XmlElement element) {
    Set<String> texts = new LinkedHashSet<>();
    Set<XmlElement> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<XmlElement> open = new ArrayDeque<>(List.of(element));
    while (!open.isEmpty()) {
      XmlElement next = open.remove();
      if (seen.add(next)) {
        reference(next)
            .ifPresentOrElse(id -> open.addAll(referred(id)), () -> texts.add(text(next)));
      }
    }
    return List.copyOf(texts);
  }

  private Optional<String> reference(XmlElement element) {
    return element.anyOf(references).filter(unused -> !isNil(element));
  }

  private List<XmlElement> referred(String reference) {
    String id = reference.startsWith("#") ? reference.substring(1) : reference;
    return byId.getOrDefault(id, List.of());
  }

  private static String text(XmlElement element) {
    return isNil(element) ? "" : element.text();
  }

  private static boolean isNil(XmlElement element) {
    return element.anyOf(NILS).filter(nil -> nil.equals("true") || nil.equals("1")).isPresent();
  }
}
