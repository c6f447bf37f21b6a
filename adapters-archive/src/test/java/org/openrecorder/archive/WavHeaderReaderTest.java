package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.archive.WavHeaderReader.Result;
import org.openrecorder.testing.WavFiles;

final class WavHeaderReaderTest {

  private static final int ROUNDS = 20_000;

  private static Result read(byte[] file) {
    try {
      Result result = WavHeaderReader.read(WavSource.of(file));
      assertThat(WavHeaderReader.read(WavSource.of(new ByteArrayInputStream(file))))
          .as("read as a stream")
          .isEqualTo(result);
      return result;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static WavHeader found(byte[] file) {
    Result result = read(file);
    assertThat(result).isInstanceOf(Result.Found.class);
    return ((Result.Found) result).header();
  }

  @Test
  void the_header_of_a_telephone_call_is_read() {
    assertThat(found(WavFiles.tone(8_000, 100)))
        .isEqualTo(new WavHeader(new WavFormat(1, 8_000), 44, 236, 200));
  }

  @Test
  void the_header_of_a_wideband_call_is_read() {
    assertThat(found(WavFiles.tone(16_000, 100)).format()).isEqualTo(new WavFormat(1, 16_000));
  }

  @Test
  void two_channels_are_read() {
    byte[] file = WavFiles.tone(44_100, 100);
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(22, (short) 2)
        .putShort(32, (short) 4);
    assertThat(found(file).format()).isEqualTo(new WavFormat(2, 44_100));
  }

  @Test
  void chunks_before_the_samples_are_passed_over() {
    byte[] plain = WavFiles.tone(8_000, 10);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(plain, 0, 36);
    file.writeBytes(chunk("LIST", 5));
    file.write(plain, 36, plain.length - 36);
    assertThat(found(file.toByteArray()).dataStart()).isEqualTo(44 + 8 + 6);
  }

  @Test
  void an_extensible_format_says_the_same_in_more_words() {
    assertThat(found(WavFiles.extensible(WavFiles.tone(48_000, 100))))
        .isEqualTo(new WavHeader(new WavFormat(1, 48_000), 68, 260, 200));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, WavFiles.FORMAT_END})
  void a_large_chunk_is_passed_over_wherever_it_is(int at) {
    byte[] file = WavFiles.withChunk(WavFiles.tone(8_000, 100), at, "JUNK", 3_000_001);
    assertThat(found(file).dataStart()).isEqualTo(44 + 8 + 3_000_002);
  }

  @Test
  void of_a_file_only_some_bytes_are_asked_for_whatever_its_header_claims() throws IOException {
    byte[] names = "fmt JUNKLISTdata".getBytes(StandardCharsets.US_ASCII);
    List<Integer> asked = new ArrayList<>();
    WavSource endless =
        (at, count) -> {
          asked.add(count);
          byte[] bytes = new byte[count];
          for (int i = 0; i < Math.min(4, count); i++) {
            bytes[i] = at == 0 ? "RIFF".getBytes(StandardCharsets.US_ASCII)[i] : names[4 + i];
          }
          if (at == 0) {
            System.arraycopy("WAVE".getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, 4);
          }
          return bytes;
        };
    assertThat(WavHeaderReader.read(endless)).isInstanceOf(Result.None.class);
    assertThat(asked).hasSizeLessThanOrEqualTo(66).allMatch(count -> count <= 40);
  }

  @Test
  void samples_that_begin_too_late_are_not_looked_for() throws IOException {
    byte[] start = WavFiles.withChunk(WavFiles.tone(8_000, 100), 12, "JUNK", 64);
    ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 1 << 30);
    WavSource large =
        (at, count) -> Arrays.copyOfRange(start, (int) (at % 64), (int) (at % 64) + count);
    assertThat(WavHeaderReader.read(large)).isInstanceOf(Result.None.class);
  }

  private static byte[] chunk(String name, int size) {
    return ByteBuffer.allocate(8 + size + (size & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(size)
        .array();
  }

  @Test
  void a_size_of_4_gib_is_a_positive_number() {
    byte[] file = WavFiles.tone(8_000, 10);
    ByteBuffer.wrap(file).putInt(40, -1);
    assertThat(found(file).dataBytes()).isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  void samples_play_as_long_as_their_format_says() {
    assertThat(new WavFormat(1, 8_000).duration(16_000L * 3_600)).isEqualTo(Duration.ofHours(1));
    assertThat(new WavFormat(2, 44_100).duration(4)).isEqualTo(Duration.ofNanos(22_675));
  }

  static Stream<Arguments> files_without_a_usable_header() {
    return Stream.of(
        Arguments.of("nothing", new byte[0], "too short"),
        Arguments.of("eleven bytes", Arrays.copyOf(WavFiles.oneSecond(), 11), "too short"),
        Arguments.of(
            "only the first twelve bytes", Arrays.copyOf(WavFiles.oneSecond(), 12), "format"),
        Arguments.of("half a format", Arrays.copyOf(WavFiles.oneSecond(), 30), "format"),
        Arguments.of("no samples", Arrays.copyOf(WavFiles.oneSecond(), 43), "before the samples"),
        Arguments.of("text", "x".repeat(100).getBytes(StandardCharsets.US_ASCII), "does not begin"),
        Arguments.of("big-endian WAV", changed(0, "RIFX"), "does not begin"),
        Arguments.of("a film", changed(8, "AVI "), "does not begin"),
        Arguments.of("samples before the format", changed(12, "data"), "format"),
        Arguments.of("GSM in WAV", changed(20, 49), "16-bit PCM"),
        Arguments.of("no channel", changed(22, 0), "16-bit PCM"),
        Arguments.of("nine channels", changed(22, 9), "16-bit PCM"),
        Arguments.of("negative channels", changed(22, 0x8001), "16-bit PCM"),
        Arguments.of("8 bits", changed(34, 8), "16-bit PCM"),
        Arguments.of("extensible without its extension", changed(20, 0xFFFE), "16-bit PCM"),
        Arguments.of("extensible floats", extensible(44, 3), "16-bit PCM"),
        Arguments.of("extensible mu-law", extensible(44, 7), "16-bit PCM"),
        Arguments.of("extensible with 24 bits", extensible(34, 24), "16-bit PCM"),
        Arguments.of("a sub-format of somebody's own", extensible(50, 1), "16-bit PCM"),
        Arguments.of(
            "half an extensible format",
            Arrays.copyOf(WavFiles.extensible(WavFiles.tone(8_000, 10)), 50),
            "16-bit PCM"),
        Arguments.of("a frame of three bytes", changed(32, 3), "16-bit PCM"),
        Arguments.of("no frame per second", changed(24, 0), "16-bit PCM"));
  }

  private static byte[] changed(int at, String letters) {
    byte[] file = WavFiles.tone(8_000, 10);
    ByteBuffer.wrap(file).put(at, letters.getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  private static byte[] changed(int at, int value) {
    byte[] file = WavFiles.tone(8_000, 10);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
    return file;
  }

  private static byte[] extensible(int at, int value) {
    byte[] file = WavFiles.extensible(WavFiles.tone(8_000, 10));
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
    return file;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files_without_a_usable_header")
  void a_file_without_a_usable_header_is_told_why(String what, byte[] file, String why) {
    Result result = read(file);
    assertThat(result).isInstanceOf(Result.None.class);
    assertThat(((Result.None) result).why()).contains(why);
  }

  @Test
  void any_bytes_are_answered() {
    long seed = System.nanoTime();
    System.out.println("seed of any_bytes_are_answered: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      check(spoilt(random), seed);
    }
  }

  private static byte[] spoilt(Random random) {
    byte[] file = Arrays.copyOf(WavFiles.tone(8_000, 40), random.nextInt(125));
    for (int i = random.nextInt(6); i > 0 && file.length > 0; i--) {
      file[random.nextInt(file.length)] = (byte) random.nextInt();
    }
    return file;
  }

  private static void check(byte[] file, long seed) {
    switch (read(file)) {
      case Result.Found(WavHeader header) -> {
        assertThat(header.dataStart()).as("seed %d", seed).isBetween(28, file.length);
        assertThat(header.room(file.length)).as("seed %d", seed).isBetween(0L, (long) file.length);
        assertThat(header.format().duration(header.dataBytes()).isNegative()).isFalse();
      }
      case Result.None(String why) -> assertThat(why).isNotBlank();
    }
  }
}
