package org.openrecorder.soap.wsdl;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAddressTest {

  private static final String SERVICE = "/servicemanager/services/njadmin-api-recording";
  private static final PublicUrl UNSET = new PublicUrl(Optional.empty());

  /** Headers are written {@code name: value}, with a bar between them. */
  private static HttpServletRequest request(String headers) {
    Map<String, String> given =
        Arrays.stream(headers.split("\\|"))
            .map(line -> line.split(":", 2))
            .filter(line -> line.length == 2)
            .collect(Collectors.toMap(line -> line[0].strip(), line -> line[1].strip()));
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ServiceAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" -> given.get(arguments[0]);
                  case "getScheme" -> "http";
                  case "getLocalName" -> "127.0.0.1";
                  case "getLocalPort" -> 8080;
                  case "getContextPath" -> "/servicemanager";
                  case "getServletPath" -> "/services/njadmin-api-recording";
                  default -> null;
                });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; http://127.0.0.1:8080",
        "Host: a.example:81; http://a.example:81",
        "Host: a\"b; http://127.0.0.1:8080",
        "Host: [::1]:81; http://[::1]:81",
        "Host: a | X-Forwarded-Proto: https; https://a",
        "Host: a | X-Forwarded-Proto: javascript; http://a",
        "Host: a | X-Forwarded-Host: crm.example:8443; http://crm.example:8443",
        "Host: a | X-Forwarded-Host: b.example, c.example; http://b.example",
        "Host: a:5 | X-Forwarded-Port: 81; http://a:81",
        "Host: a:5 | X-Forwarded-Port: 80; http://a",
        "Host: a:5 | X-Forwarded-Proto: https | X-Forwarded-Port: 443; https://a",
        "Host: a | X-Forwarded-Prefix: /pbx; http://a/pbx",
        "Host: a | X-Forwarded-Prefix: /pbx/; http://a/pbx",
        "Host: a | X-Forwarded-Prefix: /pbx/berlin, /1; http://a/pbx/berlin/1",
        "Host: a | X-Forwarded-Prefix: /; http://a",
        "Host: a | X-Forwarded-Prefix: pbx; http://a",
        "Host: a | X-Forwarded-Prefix: /a<b>; http://a",
        "Host: a | X-Forwarded-Prefix: //evil.example; http://a",
        "Host: a | X-Forwarded-Prefix: /../..//x; http://a"
      })
  void a_request_and_the_proxies_on_its_way_tell_the_address(String headers, String beginning) {
    assertThat(ServiceAddress.of(request(headers), UNSET)).isEqualTo(beginning + SERVICE);
  }

  @ParameterizedTest
  @CsvSource({
    "https://crm.example.org, https://crm.example.org",
    "https://crm.example.org/, https://crm.example.org",
    "https://crm.example.org:8443/pbx, https://crm.example.org:8443/pbx",
    "http://crm.example.org/pbx/, http://crm.example.org/pbx",
    "https://crm.example.org/servicemanager, https://crm.example.org",
    "https://crm.example.org/pbx/servicemanager/, https://crm.example.org/pbx"
  })
  void what_the_settings_say_goes_before(String setting, String beginning) {
    PublicUrl url = new PublicUrl(Optional.of(URI.create(setting)));
    String proxied = "Host: a | X-Forwarded-Host: b | X-Forwarded-Prefix: /c";
    assertThat(ServiceAddress.of(request(proxied), url)).isEqualTo(beginning + SERVICE);
  }

  @Test
  void many_proxies_are_not_all_read() {
    String many = "Host: a | X-Forwarded-Prefix: " + "/x,".repeat(5_000);
    assertThat(ServiceAddress.of(request(many), UNSET)).hasSizeLessThan(200);
  }
}
