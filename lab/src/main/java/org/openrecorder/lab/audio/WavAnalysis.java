package org.openrecorder.lab.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What can be heard on a WAV of 16-bit PCM samples. Several channels are mixed before listening.
 * Reading is strict: lengths in the header that do not fit the bytes are an error, so an unfinished
 * file never passes for a whole one.
 */
public final class WavAnalysis {
  /** Peak amplitude from which a tone counts as audible; the phones speak at 8,000. */
  public static final double AUDIBLE = 1_500;

  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final Duration SHORT_WINDOW = Duration.ofMillis(250);
  private static final int HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int FORMAT_BYTES = 16;
  private static final short PCM = 1;
  private static final short EXTENSIBLE = (short) 0xFFFE;
  private static final int SAMPLE_BITS = 16;

  private final int sampleRate;
  private final int channels;
  private final short[] samples;

  private WavAnalysis(int sampleRate, int channels, short[] samples) {
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.samples = samples;
  }

  public static WavAnalysis of(Path file) {
    try {
      return of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a whole WAV.
   *
   * @throws IllegalArgumentException when it is none, is not 16-bit PCM, or its lengths are wrong
   */
  public static WavAnalysis of(byte[] wav) {
    ByteBuffer bytes = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    require(wav.length >= HEADER_BYTES && tag(bytes).equals("RIFF"), "not a RIFF file");
    int riffLength = bytes.getInt();
    require(
        riffLength == wav.length - CHUNK_HEADER_BYTES,
        "RIFF length " + riffLength + " in a file of " + wav.length);
    require(tag(bytes).equals("WAVE"), "not a WAVE file");
    ByteBuffer format = chunk(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN), "fmt ");
    ByteBuffer data = chunk(bytes, "data");
    return decoded(format, data);
  }

  /** Speech or tones that are already samples of one channel. */
  public static WavAnalysis ofSamples(int sampleRate, short[] samples) {
    return new WavAnalysis(sampleRate, 1, samples.clone());
  }

  private static WavAnalysis decoded(ByteBuffer format, ByteBuffer data) {
    require(format.remaining() >= FORMAT_BYTES, "fmt chunk too short");
    short kind = format.getShort();
    require(kind == PCM || kind == EXTENSIBLE, "not PCM");
    int channels = format.getShort();
    int rate = format.getInt();
    format.position(format.position() + 6);
    require(format.getShort() == SAMPLE_BITS, "not 16-bit");
    require(channels > 0 && rate > 0, "no channels or no rate");
    require(data.remaining() % (2 * channels) == 0, "half a sample at the end");
    return new WavAnalysis(rate, channels, mixed(data, channels));
  }

  private static short[] mixed(ByteBuffer data, int channels) {
    short[] samples = new short[data.remaining() / (2 * channels)];
    for (int i = 0; i < samples.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += data.getShort();
      }
      samples[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return samples;
  }

  private static ByteBuffer chunk(ByteBuffer bytes, String wanted) {
    while (bytes.remaining() >= CHUNK_HEADER_BYTES) {
      String name = tag(bytes);
      int length = bytes.getInt();
      require(
          length >= 0 && length <= bytes.remaining(),
          name + " chunk of " + length + " is longer than the file");
      if (name.equals(wanted)) {
        return bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      bytes.position(Math.min(bytes.limit(), bytes.position() + length + length % 2));
    }
    throw new IllegalArgumentException("no " + wanted + " chunk");
  }

  private static String tag(ByteBuffer bytes) {
    byte[] name = new byte[4];
    bytes.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }

  public int sampleRate() {
    return sampleRate;
  }

  public int channels() {
    return channels;
  }

  public Duration duration() {
    return Duration.ofNanos(samples.length * 1_000_000_000L / sampleRate);
  }

  /** Root of the mean square of all samples; 0 for silence. */
  public double rms() {
    return rms(Duration.ZERO, duration());
  }

  /** Root of the mean square between two times; 0 for silence. */
  public double rms(Duration from, Duration to) {
    int first = index(from);
    int end = index(to);
    double sum =
        IntStream.range(first, end).mapToDouble(i -> (double) samples[i] * samples[i]).sum();
    return end == first ? 0 : Math.sqrt(sum / (end - first));
  }

  /** Peak amplitude of a frequency (Hz) over the whole length. */
  public double amplitudeAt(int frequency) {
    return amplitudeAt(frequency, Duration.ZERO, duration());
  }

  /** Peak amplitude of a frequency (Hz) between two times. */
  public double amplitudeAt(int frequency, Duration from, Duration to) {
    return Goertzel.amplitude(samples, index(from), index(to), sampleRate, frequency);
  }

  /** Whether a tone of that frequency (Hz) is audible over the whole length. */
  public boolean toneAt(int frequency) {
    return toneAt(frequency, Duration.ZERO, duration());
  }

  /** Whether a tone of that frequency (Hz) is audible between two times. */
  public boolean toneAt(int frequency, Duration from, Duration to) {
    return amplitudeAt(frequency, from, to) >= AUDIBLE;
  }

  /** The share, 0 to 1, of the half-second windows in which a tone is audible. */
  public double shareWith(int frequency) {
    List<Duration> starts = windows();
    long with =
        starts.stream().filter(start -> toneAt(frequency, start, start.plus(WINDOW))).count();
    return starts.isEmpty() ? 0 : (double) with / starts.size();
  }

  /**
   * The share, 0 to 1, of the quarter-second windows between two times in which a tone is audible.
   * A jump of its phase, as where two recorders meet, spoils one window and not the whole.
   */
  public double shareWith(int frequency, Duration from, Duration to) {
    long windows = Math.max(1, to.minus(from).dividedBy(SHORT_WINDOW));
    return (double)
            LongStream.range(0, windows)
                .mapToObj(i -> from.plus(SHORT_WINDOW.multipliedBy(i)))
                .filter(start -> toneAt(frequency, start, start.plus(SHORT_WINDOW)))
                .count()
        / windows;
  }

  private List<Duration> windows() {
    return IntStream.range(0, Math.toIntExact(duration().toMillis() / WINDOW.toMillis()))
        .mapToObj(WINDOW::multipliedBy)
        .toList();
  }

  private int index(Duration time) {
    return Math.toIntExact(
        Math.clamp(time.toNanos() * sampleRate / 1_000_000_000L, 0L, (long) samples.length));
  }

  @Override
  public String toString() {
    return "%d ms, %d Hz, %d channel(s), RMS %.0f"
        .formatted(duration().toMillis(), sampleRate, channels, rms());
  }
}
