package org.openrecorder.soap.envelope;

import jakarta.xml.soap.SOAPBody;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openrecorder.application.legacy.LegacyMethod;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads calls as leniently as old clients need it: names count, namespaces and types do not. Values
 * may lie beside the operation and be referred to, as section 5 of SOAP 1.1 has it; nothing outside
 * the message is ever followed.
 */
public final class SoapCallReader {

  private static final String ENCODING_STYLE = "encodingStyle";

  private final SoapVersion version;
  private final SOAPBody body;

  private SoapCallReader(SoapVersion version, SOAPBody body) {
    this.version = version;
    this.body = body;
  }

  public static SoapCall read(SOAPMessage message) {
    try {
      SOAPBody body = message.getSOAPBody();
      return new SoapCallReader(version(body), body).read();
    } catch (SOAPException unreadable) {
      throw new IllegalArgumentException("not a SOAP message", unreadable);
    }
  }

  private static SoapVersion version(SOAPBody body) {
    return SoapVersion.of(Elements.namespace(body))
        .orElseThrow(() -> new IllegalArgumentException("unknown version of SOAP"));
  }

  private SoapCall read() {
    List<Element> children = Elements.children(body);
    return children.isEmpty()
        ? new SoapCall(version, Optional.empty(), "", false, false, Map.of())
        : read(children.getFirst());
  }

  private SoapCall read(Element operation) {
    String name = operation.getLocalName();
    List<Element> arguments = Elements.children(operation);
    return new SoapCall(
        version,
        Optional.of(name),
        Elements.namespace(operation),
        arguments.stream().anyMatch(argument -> !Elements.namespace(argument).isEmpty()),
        isEncoded(operation),
        parameters(LegacyMethod.named(name), arguments));
  }

  private Map<String, List<String>> parameters(
      Optional<LegacyMethod> method, List<Element> arguments) {
    return ArgumentNames.of(method, arguments.stream().map(Element::getLocalName).toList())
        .group(arguments.stream().map(this::value).toList());
  }

  private String value(Element argument) {
    if (isNil(argument)) {
      return "";
    }
    return reference(argument)
        .map(id -> referred(id).map(Elements::text).orElse(""))
        .orElseGet(() -> Elements.text(argument));
  }

  private static boolean isNil(Element argument) {
    String nil = argument.getAttributeNS(Names.SCHEMA_INSTANCE, "nil");
    return nil.equals("true") || nil.equals("1");
  }

  /** What an argument refers to: {@code href="#id"} in SOAP 1.1, {@code enc:ref="id"} in 1.2. */
  private Optional<String> reference(Element argument) {
    return switch (version) {
      case SOAP_1_1 ->
          Optional.of(argument.getAttribute("href"))
              .filter(href -> !href.isEmpty())
              .map(href -> href.startsWith("#") ? href.substring(1) : "");
      case SOAP_1_2 ->
          Optional.of(argument.getAttributeNS(version.encoding(), "ref"))
              .filter(ref -> !ref.isEmpty());
    };
  }

  private Optional<Element> referred(String id) {
    return Elements.children(body).stream()
        .skip(1)
        .filter(element -> !id.isEmpty() && id.equals(id(element)))
        .findFirst();
  }

  private String id(Element element) {
    return switch (version) {
      case SOAP_1_1 -> element.getAttribute("id");
      case SOAP_1_2 -> element.getAttributeNS(version.encoding(), "id");
    };
  }

  /** Old clients say it on the operation, on the body or on the envelope. */
  private boolean isEncoded(Element operation) {
    return Stream.<Node>iterate(
            operation, node -> node instanceof Element, node -> node.getParentNode())
        .map(Element.class::cast)
        .anyMatch(element -> element.hasAttributeNS(version.namespace(), ENCODING_STYLE));
  }

  /** What each argument is called, in their order. */
  private record ArgumentNames(List<String> names) {

    /**
     * As they are written, if the method knows one of them. Else clients without a WSDL have
     * numbered them: the order is the one in which the method documents its parameters.
     */
    static ArgumentNames of(Optional<LegacyMethod> method, List<String> written) {
      List<String> known = method.map(LegacyMethod::parameters).orElse(List.of());
      boolean numbered =
          !written.isEmpty()
              && written.size() <= known.size()
              && written.stream().allMatch(PositionalName::matches);
      return new ArgumentNames(numbered ? known.subList(0, written.size()) : written);
    }

    Map<String, List<String>> group(List<String> values) {
      return IntStream.range(0, names.size())
          .boxed()
          .collect(
              Collectors.groupingBy(
                  names::get, Collectors.mapping(values::get, Collectors.toList())));
    }
  }
}
