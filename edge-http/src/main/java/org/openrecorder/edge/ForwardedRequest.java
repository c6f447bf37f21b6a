package org.openrecorder.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openrecorder.settings.Network;

/** A request with the address that it truly came from. */
final class ForwardedRequest extends HttpServletRequestWrapper {

  /** The address of a sender whom a proxy cannot name: it lies in no network. */
  static final String UNKNOWN = "unknown";

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** By these a proxy tells that it is one, in ways that we do not read. */
  private static final List<String> OTHER_WAYS = List.of("Forwarded", "X-Real-IP", "Via");

  /** Addresses looked at, from the nearest on; no company has more proxies in a row. */
  private static final int MOST_HOPS = 20;

  /** An address as proxies write it, perhaps with a port. */
  private static final Pattern HOP =
      Pattern.compile("([0-9.]{7,15})(?::[0-9]{1,5})?|\\[([0-9A-Fa-f:.]{2,45})](?::[0-9]{1,5})?");

  private final boolean believed;
  private final String address;

  private ForwardedRequest(HttpServletRequest request, boolean believed, String address) {
    super(request);
    this.believed = believed;
    this.address = address;
  }

  static ForwardedRequest of(HttpServletRequest request, List<Network> proxies) {
    boolean believed = isOneOf(proxies, request.getRemoteAddr());
    return new ForwardedRequest(
        request, believed, believed ? sender(request, proxies) : request.getRemoteAddr());
  }

  private static boolean isOneOf(List<Network> proxies, String address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * Each proxy adds whom it heard, so the rightmost that is none of ours is the last that can be
   * believed. A proxy that does not say whom it speaks for, or not so that we can read it, speaks
   * for another sender all the same: who trusts the proxy's own address must not trust all those
   * whom it cannot name.
   */
  private static String sender(HttpServletRequest request, List<Network> proxies) {
    List<String> hops = hops(request);
    String nearest =
        hops.isEmpty() && speaksForSomebody(request) ? UNKNOWN : request.getRemoteAddr();
    for (String hop : hops.subList(0, Math.min(hops.size(), MOST_HOPS))) {
      nearest = address(hop).orElse(UNKNOWN);
      if (!isOneOf(proxies, nearest)) {
        return nearest;
      }
    }
    return hops.size() > MOST_HOPS ? UNKNOWN : nearest;
  }

  /** From the nearest on. */
  private static List<String> hops(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(FORWARDED_FOR));
    List<String> hops =
        headers.isEmpty() ? List.of() : Arrays.asList(String.join(",", headers).split(",", -1));
    return hops.reversed();
  }

  private static boolean speaksForSomebody(HttpServletRequest request) {
    return OTHER_WAYS.stream().anyMatch(header -> request.getHeader(header) != null);
  }

  private static Optional<String> address(String hop) {
    String text = hop.strip();
    Matcher written = HOP.matcher(text);
    return Network.canonical(
        written.matches()
            ? Optional.ofNullable(written.group(1)).orElseGet(() -> written.group(2))
            : text);
  }

  @Override
  public String getRemoteAddr() {
    return address;
  }

  /** Names are never looked up. */
  @Override
  public String getRemoteHost() {
    return address;
  }

  private boolean hides(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return !believed && (name.equals("forwarded") || name.startsWith("x-forwarded-"));
  }

  @Override
  public @Nullable String getHeader(String name) {
    return hides(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    names.removeIf(this::hides);
    return Collections.enumeration(names);
  }
}
