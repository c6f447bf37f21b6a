package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrecorder.settings.Network;

class ForwardedRequestTest {

  private static final List<Network> PROXIES = List.of(Network.parse("10.0.0.0/8"));
  private static final String HOST = "X-Forwarded-Host";

  /** From that address, with one header. */
  private static ForwardedRequest from(String address) {
    HttpServletRequest sent =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                ForwardedRequestTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteAddr" -> address;
                      case "getHeader" -> arguments[0].equals(HOST) ? "evil.example" : null;
                      case "getHeaders" ->
                          Collections.enumeration(
                              arguments[0].equals(HOST) ? List.of("evil.example") : List.of());
                      case "getHeaderNames" -> Collections.enumeration(List.of(HOST, "Accept"));
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return ForwardedRequest.of(sent, PROXIES);
  }

  @Test
  void what_a_proxy_says_of_its_client_is_seen() {
    ForwardedRequest request = from("10.1.2.3");
    assertThat(request.getHeader(HOST)).isEqualTo("evil.example");
    assertThat(Collections.list(request.getHeaders(HOST))).containsExactly("evil.example");
    assertThat(Collections.list(request.getHeaderNames())).containsExactly(HOST, "Accept");
  }

  @Test
  void what_anybody_else_says_of_that_is_hidden() {
    ForwardedRequest request = from("192.0.2.1");
    assertThat(request.getHeader(HOST)).isNull();
    assertThat(Collections.list(request.getHeaders("x-forwarded-host"))).isEmpty();
    assertThat(Collections.list(request.getHeaders(HOST))).isEmpty();
    assertThat(Collections.list(request.getHeaderNames())).containsExactly("Accept");
  }
}
