package org.openrecorder.archive;

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

  private static final int BYTES_PER_SAMPLE = 2;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

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
