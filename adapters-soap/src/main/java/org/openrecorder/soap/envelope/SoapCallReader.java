package org.openrecorder.soap.envelope;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.openrecorder.application.legacy.LegacyArgument;

/**
 * Reads calls as leniently as old clients need it: names count, namespaces and types do not. Values
 * may lie elsewhere in the envelope and be referred to, as section 5 of SOAP 1.1 has it.
 */
public final class SoapCallReader {

  private static final QName ROOT = new QName(SoapVersion.SOAP_1_1.encoding(), "root");

  private final SoapVersion version;
  private final XmlElement envelope;
  private final References references;

  private SoapCallReader(SoapVersion version, XmlElement envelope) {
    this.version = version;
    this.envelope = envelope;
    this.references = new References(version, envelope);
  }

  /**
   * The call in an envelope of that version.
   *
   * @throws MalformedRequestException if the envelope has no body, or two
   */
  public static SoapCall read(SoapVersion version, XmlElement envelope)
      throws MalformedRequestException {
    return new SoapCallReader(version, envelope).read();
  }

  private SoapCall read() throws MalformedRequestException {
    List<XmlElement> bodies = envelope.children(version.name("Body"));
    if (bodies.size() != 1) {
      throw new MalformedRequestException(
          "the envelope must have one Body, in the namespace of its own");
    }
    XmlElement body = bodies.getFirst();
    return body.children().stream()
        .filter(SoapCallReader::isRoot)
        .findFirst()
        .map(operation -> read(body, operation))
        .orElseGet(() -> new SoapCall(version, Optional.empty(), "", false, false, List.of()));
  }

  /** What says of itself that it is none is a value that the call refers to. */
  private static boolean isRoot(XmlElement child) {
    return child.attribute(ROOT).filter(root -> root.equals("0")).isEmpty();
  }

  private SoapCall read(XmlElement body, XmlElement operation) {
    List<XmlElement> arguments = operation.children();
    return new SoapCall(
        version,
        Optional.of(operation.localName()),
        operation.namespace(),
        arguments.stream().anyMatch(argument -> !argument.namespace().isEmpty()),
        Stream.of(operation, body, envelope).anyMatch(this::isEncoded),
        arguments.stream().map(this::argument).toList());
  }

  private LegacyArgument argument(XmlElement argument) {
    return new LegacyArgument(argument.localName(), references.texts(argument));
  }

  /** Old clients say it on the operation, on the body or on the envelope. */
  private boolean isEncoded(XmlElement element) {
    return element.attribute(version.name("encodingStyle")).isPresent();
  }
}
