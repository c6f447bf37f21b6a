package org.openrecorder.systemtests;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/** A WAV of one hour, 8 kHz and 16 bit, and its BASE64: 57.6 MB that no two blocks of are alike. */
record HourOfTalk(Path wav, Path base64) {

  private static final int SAMPLE_RATE = 8_000;
  private static final int SAMPLE_BYTES = 2;
  private static final int AUDIO_BYTES = 3_600 * SAMPLE_RATE * SAMPLE_BYTES;
  private static final int HEADER_BYTES = 44;
  private static final int BLOCK = 64_000;
  private static final long SEED = 57_600_000;

  /** What a client reads before the audio must have begun. */
  private static final int MOST_BEFORE = 4_096;

  /** The first letters of the BASE64 of every WAV: RIFF. */
  private static final String BEGINNING = "UklGR";

  static HourOfTalk writtenTo(Path folder) throws IOException {
    HourOfTalk hour = new HourOfTalk(folder.resolve("hour.wav"), folder.resolve("hour.base64"));
    try (OutputStream out = Files.newOutputStream(hour.wav)) {
      out.write(header());
      byte[] block = new byte[BLOCK];
      Random random = new Random(SEED);
      for (int written = 0; written < AUDIO_BYTES; written += BLOCK) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    try (OutputStream out =
        Base64.getEncoder()
            .wrap(new BufferedOutputStream(Files.newOutputStream(hour.base64), BLOCK))) {
      Files.copy(hour.wav, out);
    }
    return hour;
  }

  private static byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(HEADER_BYTES - 8 + AUDIO_BYTES)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(SAMPLE_RATE)
        .putInt(SAMPLE_RATE * SAMPLE_BYTES)
        .putShort((short) SAMPLE_BYTES)
        .putShort((short) (8 * SAMPLE_BYTES))
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(AUDIO_BYTES)
        .array();
  }

  /**
   * Reads an answer to its end and says what is wrong with it; empty if it carries exactly this
   * hour.
   */
  String faultsOf(InputStream answer) throws IOException {
    byte[] first = answer.readNBytes(MOST_BEFORE);
    int begin = new String(first, StandardCharsets.ISO_8859_1).indexOf(BEGINNING);
    if (begin < 0) {
      return "no audio: " + new String(first, StandardCharsets.UTF_8);
    }
    InputStream text =
        new SequenceInputStream(
            new ByteArrayInputStream(first, begin, first.length - begin), answer);
    try (InputStream expected = Files.newInputStream(base64)) {
      return differences(text, expected);
    }
  }

  private static String differences(InputStream text, InputStream expected) throws IOException {
    long at = 0;
    byte[] wanted = expected.readNBytes(BLOCK);
    while (wanted.length > 0) {
      byte[] got = text.readNBytes(wanted.length);
      if (!Arrays.equals(wanted, got)) {
        return "differs after " + (at + Math.max(0, Arrays.mismatch(wanted, got)));
      }
      at += got.length;
      wanted = expected.readNBytes(BLOCK);
    }
    String rest = new String(text.readAllBytes(), StandardCharsets.UTF_8);
    return rest.isEmpty() || rest.startsWith("</") ? "" : "more than the audio: " + rest;
  }
}
