package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** The server behind nginx, HAProxy and Apache httpd, as {@code docs/proxy.md} has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxiesIT {

  private static final String SERVICE = "/servicemanager/services/njadmin-api-recording";
  private static final Pattern ADDRESS = Pattern.compile("soap:address location=\"([^\"]*)\"");
  private static final Duration TALK = Duration.ofMillis(500);

  /** A client there needs no credentials. */
  private static final String TRUSTED = "127.0.0.77";

  private Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Certificate certificate;
  private Path pem;
  private HttpClient http;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    folder = directory;
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("RECORDER_PROXIES", "127.0.0.1");
    settings.put("RECORDER_TRUSTED_NETWORKS", TRUSTED);
    server = RecorderServer.start(folder.resolve("server"), settings);
    certificate = Certificate.make(folder.resolve("proxy.p12"), "a password");
    pem = certificate.pem(folder.resolve("proxy.pem"));
    http = certificate.newClient("127.0.0.1");
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @AfterAll
  void stop() {
    server.close();
    pbx.close();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
  }

  private static HttpRequest.Builder asCrm(String url) {
    String pair = Crm.NAME + ":" + Crm.SECRET;
    return request(url)
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The service's address in the description. */
  private static String address(String wsdl) {
    Matcher address = ADDRESS.matcher(wsdl);
    assertThat(address.find()).as(wsdl).isTrue();
    return address.group(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_call_is_recorded_and_given_back_at_the_address_of_the_description(Proxy proxy)
      throws Exception {
    try (Proxy.Running running = proxy.start(folder, server.port(), pem)) {
      String url = "https://127.0.0.1:" + running.port() + "/pbx" + SERVICE;
      String address = address(send(http, request(url + "?wsdl")).body());
      assertThat(address).isEqualTo(url);
      String tag = TestEnvironment.newTag();
      PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
      HttpResponse<String> started =
          send(
              http,
              asCrm(address)
                  .header("Content-Type", "text/xml; charset=utf-8")
                  .header("SOAPAction", "\"\"")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          Crm.envelope("start", Map.of("extenOrUniqueId", "410", "tag", tag)))));
      assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
      TestEnvironment.letTalk(call, TALK);
      String query = "?method=stop&extenOrUniqueId=410";
      assertThat(send(http, asCrm(address + query)).body()).isEqualTo("OK");
      TestEnvironment.quiet(pbx);
      new Crm(server).wav(tag, "fred");
      HttpResponse<String> audio =
          send(http, asCrm(address + "?method=retrieve&username=fred&tag=" + tag));
      byte[] wav = Base64.getDecoder().decode(audio.body());
      assertThat(audio.headers().firstValue("ETag").orElseThrow())
          .contains(DigestUtils.sha256Hex(wav));
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_client_is_known_by_its_address_and_not_by_what_it_says_of_it(Proxy proxy)
      throws Exception {
    try (Proxy.Running running = proxy.start(folder, server.port(), pem)) {
      String url = "https://127.0.0.1:" + running.port() + "/pbx" + SERVICE;
      String query = "?method=stop&extenOrUniqueId=999";
      HttpClient trusted = certificate.newClient(TRUSTED);
      assertThat(send(trusted, request(url + query)).headers().firstValue("X-Error-Code"))
          .contains("NO_SUCH_CALL");
      assertThat(send(http, request(url + query).header("X-Forwarded-For", TRUSTED)).statusCode())
          .isEqualTo(401);
      HttpRequest.Builder lying =
          request(url + "?wsdl")
              .header("X-Forwarded-Host", "evil.example")
              .header("X-Forwarded-Port", "1")
              .header("X-Forwarded-Proto", "http")
              .header("X-Forwarded-Prefix", "/evil");
      assertThat(address(send(http, lying).body())).isEqualTo(url);
    }
  }

  /** Whoever is no proxy is not believed; the setting goes before both. */
  @Test
  void the_description_names_the_public_url_where_it_is_set() throws Exception {
    HttpRequest.Builder direct =
        request(server.url() + "?wsdl")
            .header("X-Forwarded-Prefix", "/pbx")
            .header("X-Forwarded-Host", "recorder.example.org:8443");
    HttpClient stranger = certificate.newClient("127.0.0.9");
    assertThat(address(send(stranger, direct).body())).isEqualTo(server.url().toString());
    assertThat(address(send(http, direct).body()))
        .isEqualTo("http://recorder.example.org:8443/pbx" + SERVICE);
    Map<String, String> settings = TestEnvironment.people();
    settings.put("RECORDER_PROXIES", "127.0.0.1");
    settings.put("RECORDER_PUBLIC_URL", "https://recorder.example.org/pbx");
    try (RecorderServer another = RecorderServer.start(folder.resolve("another"), settings)) {
      HttpRequest.Builder asked =
          request(another.url() + "?singleWsdl").header("X-Forwarded-Host", "other.example");
      assertThat(address(send(http, asked).body()))
          .isEqualTo("https://recorder.example.org/pbx" + SERVICE);
    }
  }
}
