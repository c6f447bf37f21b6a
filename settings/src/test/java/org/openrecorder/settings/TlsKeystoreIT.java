package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.settings.RecorderSettings.Tls;

class TlsKeystoreIT {

  private static final String PASSWORD = "opens the keystore";
  private static final Duration DAYS = Duration.ofDays(90);

  @TempDir private static Path made;
  @TempDir Path folder;
  private Path keystore = Path.of("");

  /** One with a key, one with two, one with a certificate alone. */
  @BeforeAll
  static void make() throws IOException, InterruptedException {
    key("one.p12", "server");
    key("two.p12", "server");
    key("two.p12", "other");
    keytool("-exportcert", "-alias", "server", "-keystore", "one.p12", "-file", "server.crt");
    keytool("-importcert", "-noprompt", "-keystore", "none.p12", "-file", "server.crt");
  }

  private static void key(String keystore, String alias) throws IOException, InterruptedException {
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-keystore",
        keystore,
        "-keyalg",
        "EC",
        "-dname",
        "CN=r",
        "-validity",
        Long.toString(DAYS.toDays()));
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command).directory(made.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @BeforeEach
  void take() throws IOException {
    keystore = take("one.p12", "rw-------");
  }

  private Path take(String name, String rights) throws IOException {
    Path file = folder.resolve(name);
    if (Files.notExists(file)) {
      Files.copy(made.resolve(name), file);
    }
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private static Sources sources(Path keystore, String password) {
    return Sources.none()
        .line("recorder.data", "/not/there")
        .line("recorder.tls.keystore", keystore.toString())
        .line("recorder.tls.keystore-password", password);
  }

  private static String problem(Sources sources) {
    List<String> problems =
        assertThatExceptionOfType(InvalidSettings.class)
            .isThrownBy(sources::read)
            .actual()
            .problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  @Test
  void without_a_word_there_is_no_tls() {
    assertThat(Sources.none().read().http().tls()).isEmpty();
  }

  @Test
  void the_server_learns_of_the_keystore_and_what_opens_it() {
    Sources sources = sources(keystore, PASSWORD);
    Tls tls = sources.read().http().tls().orElseThrow();
    assertThat(tls.keystore()).isEqualTo(keystore);
    assertThat(tls.validUntil())
        .isBetween(Instant.now().plus(DAYS).minusSeconds(600), Instant.now().plus(DAYS));
    assertThat(SettingsCli.shell(sources.read()))
        .contains("export OPENRECORDER_TLS_KEYSTORE='" + keystore + "'\n")
        .contains("export OPENRECORDER_TLS_KEYSTORE_PASSWORD='" + PASSWORD + "'\n");
  }

  @Test
  void what_is_left_in_the_environment_turns_nothing_on() {
    assertThat(SettingsCli.shell(Sources.none().read()))
        .contains("export OPENRECORDER_TLS_KEYSTORE=''\n")
        .contains("export OPENRECORDER_TLS_KEYSTORE_PASSWORD=''\n");
  }

  @Test
  void a_wrong_password_is_told_and_not_shown() {
    assertThat(problem(sources(keystore, "not this one")))
        .startsWith("recorder.tls.keystore (RECORDER_TLS_KEYSTORE) ")
        .contains("is no PKCS 12 file that its password opens")
        .doesNotContain("not this one");
  }

  @Test
  void what_is_no_keystore_or_has_not_one_key_is_told() throws IOException {
    assertThat(problem(sources(folder.resolve("missing.p12"), PASSWORD)))
        .contains("cannot be read");
    assertThat(problem(sources(take("two.p12", "rw-------"), PASSWORD)))
        .contains("has 2 private keys");
    assertThat(problem(sources(take("none.p12", "rw-------"), PASSWORD)))
        .contains("has 0 private keys");
    assertThat(problem(sources(take("server.crt", "rw-------"), PASSWORD)))
        .contains("is no PKCS 12 file");
  }

  @Test
  void a_keystore_that_everybody_can_read_is_refused() throws IOException {
    assertThat(problem(sources(take("one.p12", "rw-r--r--"), PASSWORD))).contains("chmod 600");
  }

  @Test
  void one_setting_without_the_other_is_refused() {
    assertThat(problem(Sources.none().line("recorder.tls.keystore", keystore.toString())))
        .contains("recorder.tls.keystore-password", "is missing");
    assertThat(problem(Sources.none().line("recorder.tls.keystore-password", PASSWORD)))
        .contains("recorder.tls.keystore (", "is missing");
  }

  @Test
  void the_password_is_masked() {
    assertThat(EffectiveSettings.text(sources(keystore, PASSWORD).read()))
        .contains("recorder.tls.keystore=" + keystore + "\n")
        .contains("recorder.tls.keystore-password=" + Secret.MASK + "\n")
        .doesNotContain(PASSWORD);
  }

  @Test
  void with_tls_a_public_address_is_not_complained_of_until_the_certificate_ends() {
    RecorderSettings settings =
        sources(keystore, PASSWORD).line("recorder.http.address", "0.0.0.0").read();
    assertThat(SecurityCheck.of(settings, Instant.now())).isEmpty();
    assertThat(SecurityCheck.of(settings, Instant.now().plus(DAYS).minus(Duration.ofDays(19))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.where()).isEqualTo("recorder.tls.keystore");
              assertThat(finding.what()).contains("is valid until ");
            });
  }
}
