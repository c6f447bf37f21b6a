package org.openrecorder.web;

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

  private static final String FORWARDED_FOR = "X-Forwarded-For";

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
   * believed; behind what is no address nothing can.
   */
  private static String sender(HttpServletRequest request, List<Network> proxies) {
    String nearest = request.getRemoteAddr();
    for (String hop : hops(request)) {
      Optional<String> told = address(hop);
      if (told.isEmpty()) {
        return nearest;
      }
      nearest = told.get();
      if (!isOneOf(proxies, nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  /** From the nearest on. */
  private static List<String> hops(HttpServletRequest request) {
    List<String> hops =
        Arrays.asList(
            String.join(",", Collections.list(request.getHeaders(FORWARDED_FOR))).split(",", -1));
    Collections.reverse(hops);
    return hops.subList(0, Math.min(hops.size(), MOST_HOPS));
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
