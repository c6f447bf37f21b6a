package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.systemtests.RawClient.Answer;

/** The running server on a trusted network, called by what a web page can send and by programs. */
class WebPageIT {

  private static final String STOP = "method=stop&extenOrUniqueId=999";

  private static final String CHROME =
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/141.0.0.0 Safari/537.36\r\n";

  private static Path folder;
  private static RecorderServer server;

  @BeforeAll
  static void start() throws IOException {
    folder = Files.createTempDirectory("web-page");
    Map<String, String> settings = new LinkedHashMap<>(TestEnvironment.people());
    settings.put("RECORDER_TRUSTED_NETWORKS", "127.0.0.0/8");
    settings.put("RECORDER_TRUSTED_HOSTS", "recorder.example.com");
    settings.put("RECORDER_TRUSTED_ORIGINS", "https://crm.example.com");
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterAll
  static void stop() {
    server.close();
    Folders.remove(folder);
  }

  private static Answer got(String host, String headers) {
    try (RawClient client = RawClient.to(server)) {
      return client.ask(
          "GET "
              + RawClient.URL
              + "?"
              + STOP
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\n"
              + headers
              + "\r\n");
    }
  }

  private static void assertForbidden(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("X-Error-Code")).contains("FORBIDDEN");
    assertThat(answer.header("WWW-Authenticate"))
        .as("a browser must not ask for a secret")
        .isEmpty();
  }

  /** There is no such call, which only somebody is told who may stop it. */
  private static void assertTaken(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: image\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: same-origin\r\n",
        "Referer: http://evil.example/\r\n",
        CHROME
      })
  void a_picture_or_script_of_a_page_is_refused(String headers) {
    assertForbidden(got("127.0.0.1:8080", headers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example"})
  void a_name_that_has_come_to_lead_here_is_refused(String host) {
    assertForbidden(got(host, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User-Agent: curl/8.5.0\r\n",
        "User-Agent: Java/1.8.0_392\r\n",
        "User-Agent: Mozilla/4.0 (compatible; Win32; WinHttp.WinHttpRequest.5)\r\n",
        CHROME + "Sec-Fetch-Site: none\r\n",
        CHROME + "Sec-Fetch-Site: cross-site\r\nReferer: https://crm.example.com/order/7\r\n",
        ""
      })
  void programs_addresses_typed_in_and_pages_of_the_settings_are_taken(String headers) {
    assertTaken(got("127.0.0.1:8080", headers));
    assertTaken(got("recorder.example.com", headers));
    assertTaken(got("recorder", headers));
  }

  @Test
  void a_form_of_a_page_is_refused_and_one_of_a_program_taken() {
    String type = "Content-Type: application/x-www-form-urlencoded\r\n";
    String length = "Content-Length: " + STOP.length() + "\r\n";
    try (RawClient client = RawClient.to(server)) {
      assertForbidden(client.ask(RawClient.post(type + length + "Origin: null\r\n", STOP)));
      assertForbidden(client.ask(RawClient.post(type + length + CHROME, STOP)));
      assertTaken(client.ask(RawClient.post(type + length, STOP)));
    }
  }

  /** A page has to ask before it may send these, and is told no. */
  @Test
  void a_page_may_not_send_soap_and_a_program_that_calls_itself_a_browser_may() {
    String envelope = Crm.envelope("stop", Map.of("extenOrUniqueId", "999"));
    String length = "Content-Length: " + envelope.length() + "\r\n";
    String type = "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\n";
    try (RawClient client = RawClient.to(server)) {
      assertThat(client.ask(RawClient.post(type + length + CHROME, envelope)).body())
          .contains("NO_SUCH_CALL");
      assertThat(
              client
                  .ask(RawClient.post(type + length + "Origin: https://evil.example\r\n", envelope))
                  .body())
          .contains("FORBIDDEN");
      Answer asked =
          client.ask(
              "OPTIONS "
                  + RawClient.URL
                  + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\n"
                  + "Access-Control-Request-Method: POST\r\n\r\n");
      assertThat(asked.status()).isNotEqualTo(200);
      assertThat(asked.head()).doesNotContain("Access-Control-Allow");
    }
  }

  @Test
  void the_description_is_still_for_all() {
    try (RawClient client = RawClient.to(server)) {
      assertThat(client.ask(RawClient.get("wsdl", "Origin: https://evil.example\r\n")).status())
          .isEqualTo(200);
    }
  }
}
