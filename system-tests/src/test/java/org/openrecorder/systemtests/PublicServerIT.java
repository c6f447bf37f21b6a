package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.ChildProcess;

/**
 * A server on a public address, as one is set up for it: TLS on both ports and nothing else, its
 * management for this machine alone, its files for nobody else.
 */
class PublicServerIT {

  private static final Duration TALK = Duration.ofSeconds(1);
  private static final Duration COMMAND = Duration.ofSeconds(30);
  private static final String PROTOCOL_VERSION = "alert 70";
  private static final String HANDSHAKE_FAILURE = "alert 40";

  @TempDir private static Path folder;
  private static Map<String, String> settings = Map.of();
  private static AsteriskLab pbx;
  private static RecorderServer server;

  @BeforeAll
  static void start() throws IOException {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    settings = new LinkedHashMap<>(TestEnvironment.people());
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.putAll(
        Certificate.make(folder.resolve("server.p12"), "opens $ 'the' keystore").settings());
    settings.put("RECORDER_HTTP_ADDRESS", "0.0.0.0");
    settings.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 " + withoutTheBansOfTheJdk());
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  /** So that it is the server's own configuration that refuses, also on another JDK. */
  private static String withoutTheBansOfTheJdk() throws IOException {
    Path file = folder.resolve("no-bans.properties");
    return "-Djava.security.properties="
        + Files.writeString(file, "jdk.tls.disabledAlgorithms=\njdk.tls.legacyAlgorithms=\n");
  }

  @AfterAll
  static void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void a_call_is_recorded_and_heard_over_tls_and_its_files_are_for_nobody_else() throws Exception {
    Crm crm = new Crm(server);
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", "over tls").body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    WavAnalysis wav = crm.wav("over tls", "fred");
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.recording("over tls").get("state").asText().equals("available"));
    assertForNobodyElse(server.data());
  }

  private static void assertForNobodyElse(Path directory) throws IOException {
    Set<PosixFilePermission> others = EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = files.toList();
      assertThat(all.stream().map(Path::toString))
          .as("database, audio, log, key of the audit trail, configuration")
          .anyMatch(name -> name.endsWith(".mv.db"))
          .anyMatch(name -> name.endsWith(".wav"))
          .anyMatch(name -> name.endsWith("server.log"))
          .anyMatch(name -> name.endsWith("audit-key"))
          .anyMatch(name -> name.endsWith("open-recorder.xml"));
      for (Path file : all) {
        assertThat(Files.getPosixFilePermissions(file))
            .as(file.toString())
            .doesNotContainAnyElementsOf(others);
      }
    }
  }

  @Test
  void the_wsdl_sends_clients_to_where_tls_is() {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "?wsdl")).build();
    assertThat(server.url()).hasScheme("https");
    HttpResponse<String> answer = new Crm(server).send(request);
    assertThat(answer.body()).contains('"' + server.url().toString() + '"');
    assertThat(answer.sslSession())
        .as("the best that both can")
        .hasValueSatisfying(session -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
  }

  @Test
  void plain_http_is_answered_on_no_port() {
    for (int port : ports()) {
      try (RawClient client = RawClient.to(port)) {
        assertThat(client.ask(RawClient.get("wsdl", "")).status()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ClientHello.TLS_1_0, ClientHello.TLS_1_1})
  void a_protocol_that_is_too_old_is_refused(int version) throws IOException {
    for (int port : ports()) {
      assertThat(ClientHello.answer(port, version, ClientHello.USUAL_SUITES))
          .isEqualTo(PROTOCOL_VERSION);
    }
  }

  @Test
  void what_the_key_alone_could_open_later_is_refused() throws IOException {
    for (int port : ports()) {
      assertThat(ClientHello.answer(port, ClientHello.TLS_1_2, ClientHello.USUAL_SUITES))
          .isEqualTo("hello");
      assertThat(
              ClientHello.answer(
                  port, ClientHello.TLS_1_2, ClientHello.SUITES_WITHOUT_FORWARD_SECRECY))
          .isEqualTo(HANDSHAKE_FAILURE);
    }
  }

  private static int[] ports() {
    return new int[] {server.port(), server.managementPort()};
  }

  @Test
  void management_is_for_this_machine_alone_and_no_further_port_is_open() {
    assertThat(Listening.of(server.pid()))
        .containsExactlyInAnyOrder(
            new Listening(server.port(), false), new Listening(server.managementPort(), true));
  }

  @Test
  void the_self_check_misses_tls_only_where_it_is_missing() {
    assertThat(command(settings, "--self-check")).doesNotContain("recorder.http.address");
    assertThat(server.log()).contains("self check: ").doesNotContain("recorder.http.address");
    Map<String, String> without = new LinkedHashMap<>(settings);
    without.keySet().removeIf(name -> name.startsWith("RECORDER_TLS_"));
    assertThat(command(without, "--self-check")).contains("recorder.http.address", "unencrypted");
  }

  @Test
  void without_its_keystore_or_its_password_no_server_starts() {
    assertThat(rejection("RECORDER_TLS_KEYSTORE_PASSWORD", "another"))
        .contains(
            "recorder.tls.keystore (RECORDER_TLS_KEYSTORE) is no PKCS 12 file that its password");
    assertThat(rejection("RECORDER_TLS_KEYSTORE", folder.resolve("none.p12").toString()))
        .contains("recorder.tls.keystore (RECORDER_TLS_KEYSTORE) cannot be read");
    assertThat(rejection("RECORDER_TLS_KEYSTORE", ""))
        .contains("recorder.tls.keystore (RECORDER_TLS_KEYSTORE) is missing");
    assertThat(rejection("RECORDER_TLS_KEYSTORE_PASSWORD", ""))
        .contains("recorder.tls.keystore-password (RECORDER_TLS_KEYSTORE_PASSWORD) is missing");
  }

  /** What the start says instead of serving. */
  private static String rejection(String setting, String value) {
    Map<String, String> wrong = new LinkedHashMap<>(settings);
    wrong.put(setting, value);
    wrong.put("RECORDER_DATA", folder.resolve("not-begun").toString());
    Path log = folder.resolve("refused-" + System.nanoTime());
    try (ChildProcess refused =
        ChildProcess.start(Installation.command("open-recorder", wrong), folder, log)) {
      assertThat(refused.endsWithin(COMMAND)).as("the server does not start").isTrue();
      assertThat(folder.resolve("not-begun")).doesNotExist();
      return refused.lastWords();
    }
  }

  private static String command(Map<String, String> with, String option) {
    return ChildProcess.run(Installation.command("open-recorder", with, option), COMMAND);
  }
}
