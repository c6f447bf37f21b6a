package org.openrecorder.soap.guard;

import java.util.Optional;
import java.util.Set;
import org.openrecorder.soap.envelope.FaultKind;
import org.openrecorder.soap.envelope.MalformedRequestException;
import org.openrecorder.soap.envelope.SoapVersion;
import org.openrecorder.soap.envelope.XmlElement;

/** The headers of an envelope. None means anything to us, so none may demand to. */
final class Headers {

  private static final Set<String> TRUE = Set.of("1", "true");

  /** Characters of a header's name that its sender is told. */
  private static final int LONGEST_NAME = 200;

  private final SoapVersion version;
  private final XmlElement envelope;

  private Headers(SoapVersion version, XmlElement envelope) {
    this.version = version;
    this.envelope = envelope;
  }

  static void require(SoapVersion version, XmlElement envelope) throws MalformedRequestException {
    Optional<XmlElement> demanding = new Headers(version, envelope).demanding();
    if (demanding.isPresent()) {
      throw new MalformedRequestException(
          FaultKind.MUST_UNDERSTAND,
          "the header " + name(demanding.get()) + " must be understood, and is not known here");
    }
  }

  private static String name(XmlElement header) {
    String name = header.name().toString();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
  }

  private Optional<XmlElement> demanding() {
    return envelope.children().stream()
        .filter(child -> child.name().equals(version.name("Header")))
        .flatMap(header -> header.children().stream())
        .filter(entry -> attribute(entry, "mustUnderstand").filter(TRUE::contains).isPresent())
        .filter(this::isForUs)
        .findFirst();
  }

  private boolean isForUs(XmlElement entry) {
    return attribute(entry, version == SoapVersion.SOAP_1_1 ? "actor" : "role")
        .map(actor -> actor.endsWith("/next") || actor.endsWith("/role/ultimateReceiver"))
        .orElse(true);
  }

  private Optional<String> attribute(XmlElement entry, String local) {
    return Optional.ofNullable(entry.attributes().get(version.name(local))).map(String::strip);
  }
}
