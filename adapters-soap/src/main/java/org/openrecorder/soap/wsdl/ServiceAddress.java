package org.openrecorder.soap.wsdl;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The URL under which the client sees the service: what a proxy says of the request it forwards,
 * else what the request says itself. A value that is not what its header may hold is passed over.
 */
final class ServiceAddress {

  private static final Predicate<String> SCHEME = Pattern.compile("https?").asMatchPredicate();
  private static final Predicate<String> PORT = Pattern.compile("[0-9]{1,5}").asMatchPredicate();

  /** A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port. */
  private static final Predicate<String> HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?")
          .asMatchPredicate();

  private final HttpServletRequest request;

  private ServiceAddress(HttpServletRequest request) {
    this.request = request;
  }

  /** Holds no character that XML would need escaped, save in the path, which is ours. */
  static String of(HttpServletRequest request) {
    return new ServiceAddress(request).url();
  }

  private String url() {
    String scheme = header("X-Forwarded-Proto", SCHEME).orElseGet(request::getScheme);
    return scheme + "://" + authority(scheme) + request.getContextPath() + request.getServletPath();
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
    return Optional.ofNullable(request.getHeader(name))
        .map(values -> values.split(",", 2)[0].strip())
        .filter(valid);
  }
}
