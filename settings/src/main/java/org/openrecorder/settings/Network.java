package org.openrecorder.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 network in CIDR notation (RFC 4632, RFC 4291), such as {@code 192.0.2.0/24}.
 * Names are never looked up.
 */
public record Network(InetAddress address, int prefix) {

  private static final Pattern LITERAL =
      Pattern.compile(
          "(OCTET\\.){3}OCTET|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"
              .replace("OCTET", "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})"));

  /**
   * Reads {@code address/prefix}, or a single address.
   *
   * @throws IllegalArgumentException if it is neither, or has bits set after the prefix
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * 8;
    Network network =
        new Network(address, slash < 0 ? bits : prefix(text.substring(slash + 1), bits));
    if (!Arrays.equals(network.masked(address), address.getAddress())) {
      throw new IllegalArgumentException("has bits set behind the prefix");
    }
    return network;
  }

  private static int prefix(String text, int bits) {
    int prefix = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("has no prefix of 0 to " + bits + " bits");
    }
    return prefix;
  }

  static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  /** The address in its usual written form; empty if the text is no address. */
  public static Optional<String> canonical(String text) {
    return isLiteral(text) ? Optional.of(literal(text).getHostAddress()) : Optional.empty();
  }

  static InetAddress literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException("is no IP address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException notOne) {
      throw new IllegalArgumentException("is no IP address", notOne);
    }
  }

  /** Whether an address in canonical form lies in this network; false for any other text. */
  public boolean contains(String written) {
    try {
      InetAddress other = literal(written.replaceFirst("%.*", ""));
      return other.getAddress().length == address.getAddress().length
          && Arrays.equals(masked(other), address.getAddress());
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  private byte[] masked(InetAddress any) {
    byte[] bytes = any.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int keep = Math.clamp(prefix - i * 8L, 0, 8);
      bytes[i] &= (byte) (0xFF << (8 - keep));
    }
    return bytes;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}
