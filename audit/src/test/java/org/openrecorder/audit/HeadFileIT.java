package org.openrecorder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadFileIT {

  @TempDir Path directory;

  private static ChainHead head(long place) {
    return new ChainHead(place, "0a".repeat(32), Instant.parse("2026-11-23T08:00:07.123456Z"));
  }

  @Test
  void heads_come_back_as_they_were_noted_down() throws IOException {
    Path path = directory.resolve("audit-head");
    HeadFile file = new HeadFile(path);
    assertThat(file.read()).isEmpty();
    file.append(head(1));
    file.append(head(2));
    Files.writeString(path, "2026-11-23T08:0\n", StandardOpenOption.APPEND);
    file.append(head(3));
    assertThat(file.read()).containsExactly(head(1), head(2), head(3));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_full_file_makes_room_and_is_still_read() throws IOException {
    Path path = directory.resolve("audit-head");
    Files.writeString(path, head(1) + "\n" + " ".repeat(6 * 1024 * 1024) + "\n");
    HeadFile file = new HeadFile(path);
    file.append(head(2));
    assertThat(Files.size(path)).isLessThan(200);
    assertThat(file.read()).containsExactly(head(1), head(2));
  }

  @Test
  void a_key_is_made_once_and_is_for_nobody_else() throws IOException {
    Path path = directory.resolve("audit-key");
    KeyFile file = new KeyFile(path);
    assertThat(file.read()).isEmpty();
    String signed = file.readOrMake().sign("x", "y");
    assertThat(file.readOrMake().sign("x", "y")).isEqualTo(signed);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_that_holds_no_key_is_no_reason_to_make_another() throws IOException {
    Path path = directory.resolve("audit-key");
    Files.writeString(path, "half a k");
    assertThatThrownBy(() -> new KeyFile(path).readOrMake())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("audit-key");
  }
}
