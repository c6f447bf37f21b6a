package org.openrecorder.soap.wsdl;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The URL under which the client sees the service: what the settings say, else what a proxy says of
 * the request it forwards, else what the request says itself. A value that is not what its header
 * may hold is passed over.
 */
final class ServiceAddress {

  private static final Predicate<String> SCHEME = Pattern.compile("https?").asMatchPredicate();
  private static final Predicate<String> PORT = Pattern.compile("[0-9]{1,5}").asMatchPredicate();

  /** A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port. */
  private static final Predicate<String> HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?")
          .asMatchPredicate();

  /** What a proxy has taken from the beginning of the path. */
  private static final Predicate<String> PREFIX =
      Pattern.compile("(/[A-Za-z0-9._~-]{1,100}){1,10}").asMatchPredicate();

  /** Proxies in a row whose words are read. */
  private static final int MOST_PROXIES = 10;

  private final HttpServletRequest request;

  private ServiceAddress(HttpServletRequest request) {
    this.request = request;
  }

  /** Holds no character that XML would need escaped, save in the path, which is ours. */
  static String of(HttpServletRequest request, PublicUrl publicUrl) {
    ServiceAddress address = new ServiceAddress(request);
    return publicUrl.root().map(address::below).orElseGet(address::url);
  }

  private String below(URI root) {
    String url = withoutEnd(root.toString(), "/");
    return withoutEnd(url, request.getContextPath()) + path();
  }

  private String path() {
    return request.getContextPath() + request.getServletPath();
  }

  private static String withoutEnd(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  private String url() {
    String scheme = header("X-Forwarded-Proto", SCHEME).orElseGet(request::getScheme);
    return scheme + "://" + authority(scheme) + prefix() + path();
  }

  /** Each proxy on the way adds what it has taken; the one next to the client comes first. */
  private String prefix() {
    return values("X-Forwarded-Prefix")
        .map(value -> withoutEnd(value, "/"))
        .filter(PREFIX)
        .collect(Collectors.joining());
  }

  private String authority(String scheme) {
    String host =
        header("X-Forwarded-Host", HOST)
            .or(() -> header("Host", HOST))
            .orElseGet(() -> request.getLocalName() + ":" + request.getLocalPort());
    return header("X-Forwarded-Port", PORT)
        .map(port -> withoutPort(host) + suffix(scheme, port))
        .orElse(host);
  }

  private static String suffix(String scheme, String port) {
    String usual = scheme.equals("https") ? "443" : "80";
    return port.equals(usual) ? "" : ":" + port;
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":[0-9]{1,5}$", "");
  }

  /** The first value, which the proxy next to the client has set. */
  private Optional<String> header(String name, Predicate<String> valid) {
    return values(name).findFirst().filter(valid);
  }

  private Stream<String> values(String name) {
    return Optional.ofNullable(request.getHeader(name)).stream()
        .flatMap(values -> Arrays.stream(values.split(",", MOST_PROXIES)))
        .map(String::strip);
  }
}
