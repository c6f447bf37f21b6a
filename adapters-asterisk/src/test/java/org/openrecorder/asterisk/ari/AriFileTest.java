package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.testing.WavFiles;

class AriFileTest {

  private static final byte[] WAV = WavFiles.oneSecond();

  private static AriFile file(long told, byte[] came) {
    return new AriFile(told, new ByteArrayInputStream(came), () -> {});
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1, 100_000})
  void what_is_longer_or_shorter_than_was_told_is_not_the_file(long more) {
    try (AriFile file = file(WAV.length + more, WAV)) {
      assertThatIOException().isThrownBy(() -> file.writeTo(new ByteArrayOutputStream()));
    }
  }

  @Test
  void what_is_as_long_as_was_told_is_written_as_it_came() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AriFile file = file(WAV.length, WAV)) {
      file.writeTo(out);
    }
    assertThat(out.toByteArray()).isEqualTo(WAV);
  }

  @Test
  void it_is_finished_when_its_header_tells_its_length() throws IOException {
    assertThat(file(WAV.length, WAV).finished()).isTrue();
    assertThat(file(WAV.length, WavFiles.unfinished(WAV)).finished()).isFalse();
    assertThat(file(WAV.length + 1, WAV).finished()).as("it has grown since").isFalse();
    assertThat(file(3, new byte[3]).finished()).isFalse();
  }

  @Test
  void to_close_it_hangs_up() {
    AtomicBoolean hungUp = new AtomicBoolean();
    new AriFile(0, new ByteArrayInputStream(new byte[0]), () -> hungUp.set(true)).close();
    assertThat(hungUp).isTrue();
  }
}
