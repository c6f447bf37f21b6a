package org.openrecorder.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileIT {

  @TempDir private Path folder = Path.of("");

  @Test
  void lines_are_utf_8_and_taken_as_written() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("recorder.properties"), "# why\nrecorder.user.jürgen.team=Köln ${x}\n");

    assertThat(PropertiesFile.read(file).getProperties())
        .containsOnlyKeys("recorder.user.jürgen.team")
        .containsEntry("recorder.user.jürgen.team", "Köln ${x}");
  }

  @Test
  void a_file_that_is_not_there_stops_the_start() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> PropertiesFile.read(folder.resolve("absent")))
        .withMessageContaining("absent");
  }
}
