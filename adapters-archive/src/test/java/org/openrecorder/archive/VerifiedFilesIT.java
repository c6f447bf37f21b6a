package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.archive.VerifiedFiles.Stamp;

final class VerifiedFilesIT {

  @TempDir Path directory;

  private final VerifiedFiles verified = new VerifiedFiles(() -> Instant.now().plusSeconds(60));
  private Path file = Path.of("");

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.write(directory.resolve("file"), new byte[] {1, 2, 3});
  }

  @Test
  void a_file_that_was_never_read_is_not_known() throws IOException {
    assertThat(verified.has(file, verified.stamp(file))).isFalse();
  }

  @Test
  void a_file_that_was_found_right_is_known() throws IOException {
    verified.remember(file, verified.stamp(file));
    assertThat(verified.has(file, verified.stamp(file))).isTrue();
  }

  @Test
  void a_file_that_changed_while_it_was_read_is_not_known() throws IOException {
    Stamp before = verified.stamp(file);
    Files.write(file, new byte[] {1, 2, 3, 4});
    verified.remember(file, before);
    assertThat(verified.has(file, verified.stamp(file))).isFalse();
  }

  @Test
  void a_file_that_was_changed_just_now_is_not_known() throws IOException {
    VerifiedFiles now = new VerifiedFiles(Instant::now);
    now.remember(file, now.stamp(file));
    assertThat(now.has(file, now.stamp(file))).isFalse();
  }

  @Test
  void a_file_that_was_written_to_afterwards_is_not_known_even_with_its_old_time()
      throws IOException {
    verified.remember(file, verified.stamp(file));
    FileTime modified = Files.getLastModifiedTime(file);
    Files.write(file, new byte[] {1, 2, 4});
    Files.setLastModifiedTime(file, modified);
    assertThat(verified.has(file, verified.stamp(file))).isFalse();
  }

  @Test
  void another_file_in_its_place_is_not_known() throws IOException {
    verified.remember(file, verified.stamp(file));
    Path other = Files.copy(file, directory.resolve("other"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(verified.has(file, verified.stamp(file))).isFalse();
  }
}
