package org.openrecorder.edge.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What counts as one address. */
public final class AddressPrefix {

  /** Of IPv6 each customer has 2 to the power of 64 of them (RFC 6177). */
  private static final int BYTES = 8;

  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private AddressPrefix() {}

  /**
   * The address itself, or the network of 64 bits that an IPv6 address lies in.
   *
   * @param address in its usual written form
   */
  public static String of(String address) {
    String bare = address.replaceFirst("%.*", "");
    return V6.matcher(bare).matches() ? network(bare) : bare;
  }

  private static String network(String address) {
    try {
      // no name is looked up: it is an address
      return InetAddress.getByName(address) instanceof Inet6Address v6
          ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), BYTES)) + "::/64"
          : address;
    } catch (UnknownHostException malformed) {
      return address;
    }
  }
}
