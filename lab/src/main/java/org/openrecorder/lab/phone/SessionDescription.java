package org.openrecorder.lab.phone;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of SDP (RFC 8866) that a mu-law phone on the loopback needs. */
record SessionDescription(InetSocketAddress audio, Direction direction) {
  private static final Pattern ADDRESS = Pattern.compile("(?m)^c=IN IP4 (\\S+)");
  private static final Pattern PORT = Pattern.compile("(?m)^m=audio (\\d+) ");

  /** Reads where the other side wants its audio; empty when it names no place. */
  static Optional<SessionDescription> parse(String text) {
    Matcher address = ADDRESS.matcher(text);
    Matcher port = PORT.matcher(text);
    if (!address.find() || !port.find() || port.group(1).equals("0")) {
      return Optional.empty();
    }
    var audio = new InetSocketAddress(address.group(1), Integer.parseInt(port.group(1)));
    return Optional.of(new SessionDescription(audio, Direction.in(text)));
  }

  /**
   * As it goes over the line.
   *
   * @param version grows with each description of one call
   */
  String encoded(int version) {
    String host = audio.getAddress().getHostAddress();
    return String.join(
        "\r\n",
        "v=0",
        "o=lab 1 " + version + " IN IP4 " + host,
        "s=lab",
        "c=IN IP4 " + host,
        "t=0 0",
        "m=audio " + audio.getPort() + " RTP/AVP 0",
        "a=rtpmap:0 PCMU/8000",
        "a=ptime:20",
        "a=" + direction.attribute(),
        "");
  }
}
