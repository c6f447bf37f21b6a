package org.openrecorder.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files as a PBX writes them: one channel of 16-bit samples. */
public final class WavFiles {

  /** Bytes before the samples. */
  public static final int HEADER = 44;

  /** Where the format of the samples ends in a file of {@link #tone}. */
  public static final int FORMAT_END = 36;

  private static final int PCM = 1;
  private static final int EXTENSION = 24;

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

  /**
   * The same complete file with its format told as WAVE_FORMAT_EXTENSIBLE: 16 valid bits, PCM.
   *
   * @param plain as {@link #tone} makes it
   */
  public static byte[] extensible(byte[] plain) {
    ByteBuffer file =
        ByteBuffer.allocate(plain.length + EXTENSION)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(plain, 0, FORMAT_END);
    file.putShort((short) (EXTENSION - 2)).putShort((short) 16).putInt(4);
    file.putInt(PCM).putInt(0x0010_0000).putInt(0xAA00_0080).putInt(0x719B_3800);
    file.put(plain, FORMAT_END, plain.length - FORMAT_END);
    return file.putInt(4, file.capacity() - 8)
        .putInt(16, 16 + EXTENSION)
        .putShort(20, (short) 0xFFFE)
        .array();
  }

  /**
   * The same complete file with one more chunk.
   *
   * @param at where the chunk is put in: 12 is before the format, {@link #FORMAT_END} before the
   *     samples of a file of {@link #tone}
   * @param size bytes of the chunk's content, which is zeros
   */
  public static byte[] withChunk(byte[] complete, int at, String name, int size) {
    int whole = 8 + size + (size & 1);
    ByteBuffer file = ByteBuffer.allocate(complete.length + whole).order(ByteOrder.LITTLE_ENDIAN);
    file.put(complete, 0, at).put(ascii(name)).putInt(size).position(at + whole);
    file.put(complete, at, complete.length - at);
    return file.putInt(4, file.capacity() - 8).array();
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
