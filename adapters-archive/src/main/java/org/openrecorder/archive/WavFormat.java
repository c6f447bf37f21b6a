package org.openrecorder.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How the samples of a WAV file are laid out: plain 16-bit PCM.
 *
 * @param channels 1 to 8; interleaved
 * @param framesPerSecond 1 to 384,000; a frame is one sample of each channel
 */
record WavFormat(int channels, int framesPerSecond) {

  /** More channels and frames than any PBX records; a header that claims more is not believed. */
  static final int MOST_CHANNELS = 8;

  static final int MOST_FRAMES_PER_SECOND = 384_000;

  /** Bytes of the shortest header. */
  static final int HEADER = 44;

  private static final int BYTES_PER_SAMPLE = 2;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * The shortest header there is before samples of this format.
   *
   * @param sampleBytes how many bytes of samples come after it, and then nothing more
   */
  byte[] header(long sampleBytes) {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt((int) (HEADER - WavHeader.BEFORE_RIFF_BYTES + sampleBytes))
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) channels)
        .putInt(framesPerSecond)
        .putInt(framesPerSecond * bytesPerFrame())
        .putShort((short) bytesPerFrame())
        .putShort((short) (BYTES_PER_SAMPLE * Byte.SIZE))
        .put(ascii("data"))
        .putInt((int) sampleBytes)
        .array();
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  int bytesPerFrame() {
    return BYTES_PER_SAMPLE * channels;
  }

  /** The most bytes that whole frames fill out of {@code bytes}. */
  long wholeFrames(long bytes) {
    return bytes - bytes % bytesPerFrame();
  }

  /** How many bytes of samples play that long; whole frames. */
  long bytes(Duration time) {
    long frames =
        Math.addExact(
            Math.multiplyExact(time.toSeconds(), framesPerSecond),
            (long) time.toNanosPart() * framesPerSecond / NANOS_PER_SECOND);
    return frames * bytesPerFrame();
  }

  /** How long that many bytes of samples play. */
  Duration duration(long bytes) {
    long frames = bytes / bytesPerFrame();
    return Duration.ofSeconds(frames / framesPerSecond)
        .plusNanos(frames % framesPerSecond * NANOS_PER_SECOND / framesPerSecond);
  }
}
