package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Result;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.port.DeniedAccessLog.Entry;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.rest.legacy.LegacyApplication;
import org.openrecorder.rest.legacy.LegacyFailures;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.rest.legacy.LegacyResource;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings.Trust;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;

/**
 * What a browser on a trusted network can be made to send by a page that it shows, as browsers send
 * it, and what programs send that can send no credentials.
 */
class WebPagesIT {

  private static final String CHROME =
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/141.0.0.0 Safari/537.36";

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private final List<String> stopped = new ArrayList<>();
  private final Audit audit =
      new Audit(new InMemoryAuditTrail(new InMemoryStore()), Clock.systemUTC());
  private final TestDenials denials = new TestDenials(audit);
  private TestServer server;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    start(
        new Trust(
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of("recorder.example.com"),
            List.of("https://crm.example.com")));
  }

  private void start(Trust trust) throws Exception {
    RecordingReference recording =
        new RecordingReference(
            TestAudio.ID, new ChannelName("SIP/410-12FA7B"), new UniqueId("1.1"));
    LegacyApi api =
        new LegacyApi(
            request -> Result.success(recording),
            request -> {
              stopped.add(request.toString());
              return Result.success(recording);
            },
            request -> Result.success(TestAudio.sound(10).signature()),
            audit);
    OneClient client = new OneClient();
    client.trustTheNetwork(true);
    LegacyGetAnswer usual = LegacyGetAnswer.TEXT;
    ErrorResponses rejections = new ErrorResponses(usual);
    List<Filter> filters = TestFilters.trusting(trust, client, denials, rejections);
    server =
        TestServer.start(
            filters,
            rejections,
            LegacyApplication.PATH,
            Set.of(new LegacyResource(api, audit, usual), new LegacyFailures(usual)));
    endpoint = Endpoint.to(server);
  }

  @AfterEach
  void stop() {
    endpoint.close();
    server.close();
  }

  private String sent(String method, String body, String... headers) throws IOException {
    boolean get = method.equals("GET");
    StringBuilder request = new StringBuilder(method + " /servicemanager" + LegacyUrl.PATH);
    request.append(get ? "?" + body : "").append(" HTTP/1.1\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
      request.append("Host: 192.0.2.7:8080\r\n");
    }
    request.append(get ? "\r\n" : "Content-Length: " + body.length() + "\r\n\r\n" + body);
    return endpoint.raw(request.toString());
  }

  private String got(String... headers) throws IOException {
    return sent("GET", "method=stop&extenOrUniqueId=410", headers);
  }

  /** As a fault where SOAP was sent, which has a status of its own. */
  private void assertRefused(String answer) {
    String status = answer.contains("soapenv:Fault") ? "500" : "403";
    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("X-Error-Code: FORBIDDEN");
    assertThat(stopped).isEmpty();
    assertThat(denials.written())
        .last()
        .extracting(Entry::action, Entry::result)
        .containsExactly("authenticate", "FORBIDDEN");
  }

  private void assertTaken(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(stopped).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://192.0.2.7:8080",
        "Origin: http://crm.example.com",
        "origin: https://crm.example.com.evil.example",
        "Origin:",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: same-origin",
        "sec-fetch-site: anything-else",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: none\r\nOrigin: https://evil.example",
        "Referer: http://evil.example/page",
        "Referer: https://crm.example.com/order\r\nOrigin: https://evil.example",
        "Referer: https://crm.example.com/order\r\nReferer: https://evil.example",
        CHROME,
        "User-Agent: Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
        CHROME + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: image"
      })
  void what_a_page_has_a_browser_get_is_refused(String headers) throws Exception {
    assertRefused(got(headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FORM + "\r\nOrigin: https://evil.example",
        FORM + "\r\nReferer: http://evil.example/",
        FORM + "\r\n" + CHROME,
        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n" + CHROME,
        FORM + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate"
      })
  void a_form_of_a_page_is_refused(String headers) throws Exception {
    assertRefused(sent("POST", "method=stop&extenOrUniqueId=410", headers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "TEXT/PLAIN;charset=x"})
  void what_else_a_form_can_send_is_refused_too(String type) throws Exception {
    assertRefused(sent("POST", "<x/>", "Content-Type: " + type, CHROME));
    assertRefused(sent("POST", "<x/>", CHROME));
  }

  /** A page under a name of its own reads answers, where that name has come to lead to us. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:8080",
        "Host: 127.0.0.1.evil.example",
        "Host: recorder.example.com.evil.example:80"
      })
  void a_name_that_is_none_of_ours_is_refused(String host) throws Exception {
    assertRefused(got(host));
    assertRefused(sent("POST", "<x/>", host, "Content-Type: text/xml", "SOAPAction: \"\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1:8080",
        "Host: [::1]:8080",
        "Host: localhost",
        "Host: recorder:8080",
        "Host: recorder.example.com:8443",
        "Host: RECORDER.example.com."
      })
  void names_of_ours_are_taken(String host) throws Exception {
    assertTaken(got(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*",
        "User-Agent: curl/8.5.0",
        "User-Agent: Java/1.8.0_392\r\nAccept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
        "User-Agent: Axis/1.4",
        "User-Agent: Mozilla/4.0 (compatible; Win32; WinHttp.WinHttpRequest.5)",
        "User-Agent: PHP-SOAP/7.4.33",
        "User-Agent: Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.19041",
        CHROME + "\r\nSec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate",
        CHROME + "\r\nReferer: https://crm.example.com/order/7",
        CHROME + "\r\nSec-Fetch-Site: cross-site\r\nOrigin: https://crm.example.com"
      })
  void programs_addresses_typed_in_and_pages_of_the_settings_are_taken(String headers)
      throws Exception {
    assertTaken(got(headers));
  }

  @Test
  void old_programs_without_a_host_are_taken() throws Exception {
    String answer =
        endpoint.raw(
            "GET /servicemanager"
                + LegacyUrl.PATH
                + "?method=stop&extenOrUniqueId=410 HTTP/1.0\r\n\r\n");
    assertThat(answer).contains(" 200 ");
    assertThat(stopped).hasSize(1);
  }

  /** A page would have to ask whether it may, and is not answered that it may. */
  @Test
  void soap_with_what_a_page_cannot_send_is_taken_from_whatever_calls_itself_a_browser()
      throws Exception {
    for (String header : List.of("Content-Type: text/xml; charset=utf-8", "SOAPAction: \"\"")) {
      assertThat(sent("POST", "<x/>", header, CHROME)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(
            sent(
                "OPTIONS",
                "",
                "Origin: https://evil.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: soapaction"))
        .doesNotContain("Access-Control-Allow")
        .doesNotStartWith("HTTP/1.1 200 ");
  }

  /** What it sends by itself with credentials is another matter: browsers must not have any. */
  @Test
  void whoever_proves_who_he_is_may_ask_from_anywhere() throws Exception {
    String proof =
        Base64.getEncoder().encodeToString("crm:secret".getBytes(StandardCharsets.US_ASCII));
    assertTaken(
        got(
            "Authorization: Basic " + proof,
            "Host: evil.example",
            "Origin: https://evil.example",
            CHROME));
  }

  @Test
  void all_pages_may_call_where_the_settings_say_so_but_not_by_any_name() throws Exception {
    stop();
    start(new Trust(List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of("*")));
    assertTaken(got("Origin: https://evil.example", "Sec-Fetch-Site: cross-site", CHROME));
    stopped.clear();
    assertRefused(got("Host: evil.example"));
  }

  @Test
  void what_a_proxy_tells_of_the_name_counts_too() throws Exception {
    stop();
    start(
        new Trust(
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(Network.parse("127.0.0.1")),
            List.of(),
            List.of()));
    assertRefused(got("X-Forwarded-For: 192.0.2.9", "X-Forwarded-Host: evil.example"));
    assertRefused(
        got("X-Forwarded-For: 192.0.2.9", "X-Forwarded-Host: 192.0.2.7, evil.example:80"));
    assertTaken(got("X-Forwarded-For: 192.0.2.9", "X-Forwarded-Host: 192.0.2.7"));
  }
}
