package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorFilesIT {

  @TempDir private Path data = Path.of("");

  private Sources settings() {
    return Sources.none().line("recorder.data", data.toString());
  }

  @Test
  void the_hash_of_another_password_is_left_for_the_server() throws IOException {
    String told = SettingsCli.resetPassword(settings().read(), lines("another password\nmore"));
    assertThat(told).startsWith("admin has this password as soon as the server sees it");
    OwnerOnlyFile file = AdministratorFiles.newPasswordHash(data);
    assertThat(new PasswordHash(file.read()).matches("another password")).isTrue();
    assertOnlyFile("admin-password-new");
  }

  @Test
  void a_password_that_the_settings_give_is_changed_there() throws IOException {
    for (Sources given :
        new Sources[] {
          settings().line("recorder.admin.password", "x"),
          settings().line("recorder.admin.password-hash", PasswordHash.of("x").text())
        }) {
      assertThatExceptionOfType(InvalidSettings.class)
          .isThrownBy(() -> SettingsCli.resetPassword(given.read(), lines("another password")))
          .withMessageContaining("the settings give the administrator's password");
    }
    try (Stream<Path> left = Files.list(data)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void no_password_and_no_place_for_it_are_told() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> SettingsCli.resetPassword(settings().read(), lines("")));
    RecorderSettings elsewhere =
        settings().line("recorder.data", data.resolve("none").toString()).read();
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> SettingsCli.resetPassword(elsewhere, lines("another password")))
        .withMessageContaining("there is no data directory");
  }

  @Test
  void what_is_written_is_read_by_its_owner_alone_and_replaces_what_was_there() throws IOException {
    Path open = Files.writeString(data.resolve("admin-password"), "old");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(data.resolve("admin-password.begun"), "left by a crash");
    OwnerOnlyFile file = AdministratorFiles.firstPassword(data);
    file.write("new");
    assertThat(file.read()).isEqualTo("new");
    assertOnlyFile("admin-password");
    file.remove();
    file.remove();
    assertThat(file.exists()).isFalse();
  }

  @Test
  void a_link_to_another_file_is_not_followed() throws IOException {
    Path secret = Files.writeString(data.resolve("secret"), "not for them");
    OwnerOnlyFile file = AdministratorFiles.newPasswordHash(data);
    Files.createSymbolicLink(data.resolve("admin-password-new"), secret);
    assertThat(file.exists()).isTrue();
    assertThatThrownBy(file::read).isInstanceOf(IOException.class);
  }

  private void assertOnlyFile(String name) throws IOException {
    try (Stream<Path> left = Files.list(data)) {
      assertThat(left)
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file).hasFileName(name);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
              });
    }
  }

  private static InputStream lines(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
