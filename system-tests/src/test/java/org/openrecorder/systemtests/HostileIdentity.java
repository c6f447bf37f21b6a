package org.openrecorder.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.Identity;

/**
 * Who callers say they are that want their PBX's manager to tell its clients what they wrote:
 * Asterisk escapes the caller's name in its events, and not the number. The old PBX believes the
 * From header, the new one an asserted identity.
 */
final class HostileIdentity {

  private static final List<String> HEADERS =
      List.of(
          "Uniqueid",
          "uniqueid",
          "Linkedid",
          "Channel",
          "ChannelState",
          "ChannelStateDesc",
          "Event",
          "Privilege",
          "BridgeUniqueid",
          "Context",
          "Exten",
          "ActionID",
          "DestUniqueid");

  private static final List<String> EVENTS =
      List.of("Hangup", "Newchannel", "BridgeLeave", "Rename", "MixMonitorStop", "Shutdown");

  private HostileIdentity() {}

  /** A caller number that is followed by those header lines, which may be whole events. */
  static Identity of(AsteriskVersion version, String... lines) {
    return number(version, "55\r\n" + String.join("\r\n", lines));
  }

  /** A caller number of exactly those characters. */
  static Identity number(AsteriskVersion version, String number) {
    return version.number().equals("16")
        ? Identity.USUAL.withUser(percent(number))
        : Identity.USUAL.withAsserted(percent(number));
  }

  /** An event that tells of another channel, below which the rest of the real event stands. */
  static Identity event(AsteriskVersion version, String event, String uniqueId, String channel) {
    return of(
        version,
        "",
        "Event: " + event,
        "Channel: " + channel,
        "Uniqueid: " + uniqueId,
        "Linkedid: " + uniqueId,
        "");
  }

  /** One of the many. */
  static Identity any(AsteriskVersion version, Random random, String victim) {
    return switch (random.nextInt(8)) {
      case 0 -> of(version, pick(random, HEADERS) + ": " + victim);
      case 1 -> of(version, pick(random, HEADERS) + ": 1.1", pick(random, HEADERS) + ": " + victim);
      case 2, 3 -> event(version, pick(random, EVENTS), victim, "SIP/410-00000001");
      case 4 -> number(version, control(random) + victim + control(random));
      case 5 -> Identity.USUAL.withDisplayName("a" + tame(control(random)) + "Uniqueid: " + victim);
      case 6 -> Identity.USUAL.withAssertedName(tame(control(random)) + "Event: Hangup");
      default -> Identity.USUAL.withUserAgent("x" + tame(control(random)) + "Uniqueid: " + victim);
    };
  }

  private static String pick(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static String control(Random random) {
    return Character.toString(1 + random.nextInt(31)).repeat(1 + random.nextInt(3));
  }

  /** What SIP itself ends a header with cannot stand in one. */
  private static String tame(String text) {
    return text.replaceAll("[\r\n]", "\t");
  }

  /** Each byte as two hexadecimal digits, so that SIP has nothing to find fault with. */
  private static String percent(String text) {
    return text.codePoints()
        .mapToObj(
            one ->
                one < 128 && Character.isLetterOrDigit(one)
                    ? Character.toString(one)
                    : bytes(Character.toString(one)))
        .collect(Collectors.joining());
  }

  private static String bytes(String one) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : one.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02X".formatted(each & 0xFF));
    }
    return encoded.toString();
  }
}
