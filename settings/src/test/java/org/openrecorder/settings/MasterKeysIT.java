package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.settings.RecorderSettings.Encryption;
import org.openrecorder.settings.RecorderSettings.KeyPlace;
import org.openrecorder.settings.RecorderSettings.MasterKey;

class MasterKeysIT {

  private static final byte[] BYTES = bytes(32, 7);
  private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
  private static final Secret KEY = new Secret(BASE64);

  @TempDir Path directory;

  private static byte[] bytes(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private Path keyFile(String text, String rights) throws IOException {
    Path file = Files.writeString(directory.resolve("master.key"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private Path keystore(String password) throws IOException, GeneralSecurityException {
    KeyStore keystore = KeyStore.getInstance("PKCS12");
    keystore.load(null, password.toCharArray());
    keystore.setEntry(
        "2026",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(BYTES, "AES")),
        new KeyStore.PasswordProtection(password.toCharArray()));
    Path file = keyFile("", "rw-------");
    try (OutputStream out = Files.newOutputStream(file)) {
      keystore.store(out, password.toCharArray());
    }
    return file;
  }

  private Sources sources() {
    return Sources.none()
        .line("recorder.data", directory.resolve("data").toString())
        .line("recorder.encryption.key", "2026");
  }

  private static List<String> problems(Sources sources) {
    return assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(sources::read)
        .actual()
        .problems();
  }

  // -- where keys come from

  @Test
  void without_a_word_nothing_is_encrypted() {
    assertThat(Sources.none().read().encryption()).isEqualTo(Encryption.OFF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rw-r-----", "r--r-----"})
  void a_master_key_is_read_from_a_file(String rights) throws IOException {
    Path file = keyFile(BASE64 + "\n", rights);
    assertThat(sources().line("recorder.master-key.2026.file", file.toString()).read().encryption())
        .isEqualTo(
            new Encryption(
                Optional.of("2026"),
                List.of(new MasterKey("2026", new KeyPlace.InFile(file), KEY))));
  }

  @Test
  void a_master_key_is_read_from_a_variable_in_base64_or_hexadecimal() {
    for (String text : List.of(BASE64, HexFormat.of().formatHex(BYTES))) {
      assertThat(
              sources()
                  .variable("RECORDER_MASTER_KEY_2026_VALUE", text)
                  .read()
                  .encryption()
                  .masterKeys())
          .containsExactly(new MasterKey("2026", new KeyPlace.InSettings(), KEY));
    }
  }

  @Test
  void a_master_key_is_read_from_a_keystore() throws IOException, GeneralSecurityException {
    Path file = keystore("opens it");
    Sources sources =
        sources()
            .line("recorder.master-key.2026.keystore", file.toString())
            .line("recorder.master-key.2026.keystore-password", "opens it");
    assertThat(sources.read().encryption().masterKeys())
        .containsExactly(
            new MasterKey(
                "2026", new KeyPlace.InKeystore(file, new Secret("opens it"), "2026"), KEY));
    assertThat(problems(sources.line("recorder.master-key.2026.keystore-alias", "other")))
        .singleElement()
        .asString()
        .contains("has no secret key with the alias other");
    assertThat(problems(sources.line("recorder.master-key.2026.keystore-password", "wrong")))
        .singleElement()
        .asString()
        .contains("recorder.master-key.2026.keystore (", "no PKCS 12 file that its password opens");
  }

  @Test
  void there_may_be_older_keys_and_none_for_new_audio() {
    Encryption encryption =
        Sources.none()
            .line("recorder.master-key.a.value", BASE64)
            .line("recorder.master-key.b.value", "00".repeat(32))
            .read()
            .encryption();
    assertThat(encryption.key()).isEmpty();
    assertThat(encryption.masterKeys()).extracting(MasterKey::name).containsExactly("a", "b");
  }

  @Test
  void the_key_for_new_audio_may_be_spelled_as_variables_spell_it() {
    Encryption encryption =
        Sources.none()
            .line("recorder.master-key.Year.2026.value", BASE64)
            .variable("RECORDER_ENCRYPTION_KEY", "year-2026")
            .read()
            .encryption();
    assertThat(encryption.key()).contains("Year.2026");
  }

  // -- what is refused

  @Test
  void a_key_that_everybody_can_read_or_others_can_write_is_refused() throws IOException {
    for (String rights : List.of("rw----r--", "rw-rw----", "rw-----w-", "rw-r--r--")) {
      Path file = keyFile(BASE64, rights);
      assertThat(problems(sources().line("recorder.master-key.2026.file", file.toString())))
          .as(rights)
          .anyMatch(
              problem ->
                  problem.startsWith(
                          "recorder.master-key.2026.file (RECORDER_MASTER_KEY_2026_FILE)")
                      && problem.contains("chmod 600"));
    }
  }

  @Test
  void a_key_beside_what_it_protects_is_refused_also_behind_a_link() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Path inside = Files.copy(keyFile(BASE64, "rw-------"), data.resolve("master.key"));
    Path link = Files.createSymbolicLink(directory.resolve("link.key"), inside);
    for (Path file : List.of(inside, link)) {
      assertThat(problems(sources().line("recorder.master-key.2026.file", file.toString())))
          .anyMatch(problem -> problem.contains("lies within recorder.data"));
    }
  }

  @Test
  void a_key_file_that_is_missing_too_large_or_no_key_is_told_and_not_shown() throws IOException {
    assertThat(
            problems(
                sources()
                    .line("recorder.master-key.2026.file", directory.resolve("none").toString())))
        .anyMatch(problem -> problem.contains("cannot be read"));
    for (String text : List.of("", "short", "x".repeat(64), "x".repeat(5_000), BASE64 + BASE64)) {
      Path file = keyFile(text, "rw-------");
      assertThat(problems(sources().line("recorder.master-key.2026.file", file.toString())))
          .as(text)
          .anyMatch(problem -> problem.startsWith("recorder.master-key.2026.file"))
          .noneMatch(problem -> problem.contains(BASE64) || problem.contains("xxxx"));
    }
  }

  @Test
  void a_name_of_no_master_key_is_refused_and_not_shown() {
    assertThat(problems(Sources.none().variable("RECORDER_ENCRYPTION_KEY", BASE64)))
        .singleElement()
        .asString()
        .contains("recorder.encryption.key (RECORDER_ENCRYPTION_KEY) names no master key")
        .doesNotContain(BASE64);
  }

  @Test
  void a_key_is_in_one_place_and_no_two_are_the_same() {
    assertThat(
            problems(
                sources()
                    .line("recorder.master-key.2026.value", BASE64)
                    .line("recorder.master-key.2026.file", "/somewhere")))
        .anyMatch(problem -> problem.contains("needs one of file, value and keystore"));
    assertThat(problems(sources().line("recorder.master-key.2026.keystore-alias", "a")))
        .anyMatch(problem -> problem.contains("needs one of file, value and keystore"));
    assertThat(
            problems(
                sources()
                    .line("recorder.master-key.2026.value", BASE64)
                    .line("recorder.master-key.2025.value", HexFormat.of().formatHex(BYTES))))
        .containsExactly("recorder.master-key.2026 is the same key as another one");
    assertThat(problems(Sources.none().line("recorder.master-key.a/b.value", BASE64)))
        .singleElement()
        .asString()
        .contains("is no name");
  }

  // -- what is shown

  @Test
  void keys_and_passwords_are_masked() throws IOException, GeneralSecurityException {
    String text =
        EffectiveSettings.text(
            sources()
                .line("recorder.master-key.2026.keystore", keystore("opens it").toString())
                .line("recorder.master-key.2026.keystore-password", "opens it")
                .line("recorder.master-key.old.value", "00".repeat(32))
                .read());
    assertThat(text)
        .contains("recorder.encryption.key=2026", "recorder.master-key.2026.keystore-alias=2026")
        .contains("recorder.master-key.old.value=" + Secret.MASK)
        .doesNotContain("opens it", BASE64, "AAAA", "0000");
  }
}
