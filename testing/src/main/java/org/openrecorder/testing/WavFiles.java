package org.openrecorder.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files as a PBX writes them: one channel of 16-bit samples. */
public final class WavFiles {

  /** Bytes before the samples. */
  public static final int HEADER = 44;

  private static final int TONE_HZ = 440;
  private static final int AMPLITUDE = 8_000;

  private WavFiles() {}

  /** A complete file of that many samples of a tone. */
  public static byte[] tone(int samplesPerSecond, int samples) {
    ByteBuffer file = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    header(file, samplesPerSecond, 2 * samples);
    for (int i = 0; i < samples; i++) {
      file.putShort((short) (AMPLITUDE * Math.sin(2 * Math.PI * TONE_HZ * i / samplesPerSecond)));
    }
    return file.array();
  }

  /** One second at 8,000 samples per second. */
  public static byte[] oneSecond() {
    return tone(8_000, 8_000);
  }

  /** A complete file without a sample, as a recorder leaves it whose channel never sent any. */
  public static byte[] withoutAudio() {
    return tone(8_000, 0);
  }

  /** The file that a PBX leaves that was killed: both sizes in the header are still 0. */
  public static byte[] unfinished(byte[] complete) {
    byte[] file = complete.clone();
    ByteBuffer.wrap(file).putInt(4, 0).putInt(40, 0);
    return file;
  }

  private static void header(ByteBuffer file, int samplesPerSecond, int dataBytes) {
    file.put(ascii("RIFF")).putInt(HEADER - 8 + dataBytes).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(samplesPerSecond)
        .putInt(2 * samplesPerSecond)
        .putShort((short) 2)
        .putShort((short) 16);
    file.put(ascii("data")).putInt(dataBytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
