package org.openrecorder.soap.wsdl;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers {@code ?wsdl} with our own description instead of the one that the SOAP stack would make
 * up, with the address as the client sees it.
 */
public class WsdlFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String FILE = "njadmin-api-recording.wsdl";
  private static final String PLACEHOLDER = "@ADDRESS@";
  private static final Pattern ASKED = Pattern.compile("(?i)(single)?wsdl([=&].*)?");
  private static final String WSDL = read();

  @SuppressWarnings("NullAway.Init") // filled in by the container
  private transient PublicUrl publicUrl;

  @Inject
  void use(PublicUrl url) {
    publicUrl = url;
  }

  private static String read() {
    try (InputStream in =
        Objects.requireNonNull(WsdlFilter.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isAsked(request)) {
      send(WSDL.replace(PLACEHOLDER, escaped(ServiceAddress.of(request, publicUrl))), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isAsked(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && Optional.ofNullable(request.getQueryString())
            .map(query -> ASKED.matcher(query).matches())
            .orElse(false);
  }

  private static String escaped(String address) {
    return address.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static void send(String wsdl, HttpServletResponse response) throws IOException {
    byte[] body = wsdl.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/xml;charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
