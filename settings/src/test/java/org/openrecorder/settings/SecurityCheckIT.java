package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityCheckIT {

  @TempDir Path folder;

  @Test
  void a_directory_that_everybody_may_enter_is_named() throws IOException {
    Sources sources = Sources.none().line("recorder.data", folder.toString());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(SecurityCheck.of(sources.read(), Instant.EPOCH)).isEmpty();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x--x"));
    assertThat(SecurityCheck.of(sources.read(), Instant.EPOCH))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo(folder.toString()));
  }

  @Test
  void a_first_password_that_still_lies_there_is_named() throws IOException {
    Sources sources = Sources.none().line("recorder.data", folder.toString());
    OwnerOnlyFile file = AdministratorFiles.firstPassword(folder);
    file.write("made up");
    assertThat(SecurityCheck.of(sources.read(), Instant.EPOCH))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo(file.toString()));
    file.remove();
    assertThat(SecurityCheck.of(sources.read(), Instant.EPOCH)).isEmpty();
  }
}
