package org.openrecorder.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Host names of this server, and origins of the web pages that may call it. */
public final class HostNames {

  /** A host name (RFC 1123), or the name of a Windows computer, which may contain underscores. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*");

  private static final int LONGEST = 253;

  private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#@]+/?");

  private static final Pattern WITH_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(:[0-9]{0,5})?");

  private HostNames() {}

  /**
   * Reads a name or an address without a port.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static String host(String text) {
    if (!isName(text) && !Network.isLiteral(text)) {
      throw new IllegalArgumentException("has something that is no name of a host");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean isName(String text) {
    return text.length() <= LONGEST && NAME.matcher(text).matches();
  }

  /**
   * Reads an origin of web pages, such as {@code https://crm.example.com}.
   *
   * @throws IllegalArgumentException if it is anything else, or has more parts
   */
  static String origin(String text) {
    return Optional.of(text)
        .filter(one -> ORIGIN.matcher(one).matches())
        .flatMap(HostNames::originOf)
        .orElseThrow(() -> new IllegalArgumentException("has something that is no origin"));
  }

  /**
   * Whether a request without credentials may address the server by this name: an IP address, a
   * name without a dot, which no stranger can own, the machine's own name, or one of {@code names}.
   *
   * @param called the value of the header {@code Host}, perhaps with a port
   */
  public static boolean isOurs(String called, Collection<String> names) {
    var parts = WITH_PORT.matcher(called);
    if (!parts.matches()) {
      return false;
    }
    String host = parts.group(1).replaceAll("^\\[|]$|\\.$", "").toLowerCase(Locale.ROOT);
    return Network.isLiteral(host)
        || (isName(host) && !host.contains("."))
        || names.contains(host)
        || ownNames().anyMatch(host::equals);
  }

  /**
   * The names that the start script and the server have determined at the start; no name server is
   * queried.
   */
  private static Stream<String> ownNames() {
    return Stream.of("jboss.qualified.host.name", "jboss.host.name")
        .map(System::getProperty)
        .flatMap(name -> Optional.ofNullable(name).stream())
        .map(name -> name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a page has one of these origins.
   *
   * @param page an origin, or the address of a page, as a browser sends it
   */
  public static boolean isPageOf(String page, Collection<String> origins) {
    return originOf(page).filter(origins::contains).isPresent();
  }

  private static Optional<String> originOf(String page) {
    try {
      URI url = new URI(page.strip());
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean known = Arrays.asList("http", "https").contains(scheme) && url.getHost() != null;
      return known ? Optional.of(scheme + "://" + hostAndPort(url, scheme)) : Optional.empty();
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }

  private static String hostAndPort(URI url, String scheme) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    return url.getPort() < 0 || url.getPort() == usual ? host : host + ":" + url.getPort();
  }
}
