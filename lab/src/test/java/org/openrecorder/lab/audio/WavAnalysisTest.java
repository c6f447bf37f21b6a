package org.openrecorder.lab.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WavAnalysisTest {
  private static final int RATE = 8_000;

  @Test
  void a_tone_is_heard_at_its_frequency_with_its_amplitude_and_at_no_other() {
    WavAnalysis wav = WavAnalysis.of(wav(1, 2 * RATE, sine(300)));

    assertThat(wav.amplitudeAt(300)).isCloseTo(8_000, within(1.0));
    assertThat(wav.amplitudeAt(500)).isLessThan(5);
    assertThat(wav.toneAt(300)).isTrue();
    assertThat(wav.toneAt(600)).isFalse();
  }

  @Test
  void two_voices_are_both_heard() {
    WavAnalysis wav =
        WavAnalysis.of(wav(1, RATE, i -> sine(300).applyAsDouble(i) + sine(500).applyAsDouble(i)));

    assertThat(wav.toneAt(300)).isTrue();
    assertThat(wav.toneAt(500)).isTrue();
    assertThat(wav.toneAt(700)).isFalse();
    assertThat(wav.rms()).isCloseTo(8_000, within(10.0));
  }

  @Test
  void a_tone_that_stops_is_heard_only_before() {
    WavAnalysis wav =
        WavAnalysis.of(wav(1, 2 * RATE, i -> i < RATE ? sine(700).applyAsDouble(i) : 0));

    assertThat(wav.toneAt(700, Duration.ZERO, Duration.ofSeconds(1))).isTrue();
    assertThat(wav.toneAt(700, Duration.ofSeconds(1), Duration.ofSeconds(2))).isFalse();
    assertThat(wav.rms(Duration.ofSeconds(1), Duration.ofSeconds(2))).isZero();
    assertThat(wav.shareWith(700)).isEqualTo(0.5);
  }

  @Test
  void the_header_says_rate_channels_and_with_the_samples_the_duration() {
    WavAnalysis wav = WavAnalysis.of(wav(2, 2 * 12_000, sine(300)));

    assertThat(wav.sampleRate()).isEqualTo(RATE);
    assertThat(wav.channels()).isEqualTo(2);
    assertThat(wav.duration()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void a_file_whose_header_is_not_finished_is_refused() {
    byte[] wav = wav(1, RATE, sine(300));
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 0).putInt(40, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WavAnalysis.of(wav))
        .withMessageContaining("RIFF length 0");
  }

  @Test
  void a_file_that_ends_early_is_refused() {
    byte[] whole = wav(1, RATE, sine(300));
    byte[] part = java.util.Arrays.copyOf(whole, whole.length - 100);

    assertThatIllegalArgumentException().isThrownBy(() -> WavAnalysis.of(part));
  }

  @Test
  void something_else_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WavAnalysis.of("no such recording".getBytes(StandardCharsets.US_ASCII)))
        .withMessage("not a RIFF file");
  }

  @Test
  void babble_is_heard_like_its_tone_and_has_pauses() {
    byte[] frame = new byte[160];
    short[] samples = new short[4 * RATE];
    Sound babble = Sound.babble(300, 7);
    for (int n = 0; n < samples.length / 160; n++) {
      babble.frame(n, frame, 0);
      for (int i = 0; i < 160; i++) {
        samples[n * 160 + i] = MuLaw.decode(frame[i]);
      }
    }

    WavAnalysis heard = WavAnalysis.ofSamples(RATE, samples);

    assertThat(heard.toneAt(300)).isTrue();
    assertThat(heard.toneAt(500)).isFalse();
    assertThat(heard.rms()).isBetween(3_000.0, 5_300.0);
  }

  private static IntToDoubleFunction sine(int frequency) {
    return i -> 8_000 * Math.sin(2 * Math.PI * frequency * i / RATE);
  }

  private static byte[] wav(int channels, int samples, IntToDoubleFunction wave) {
    int dataBytes = 2 * samples;
    ByteBuffer wav = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + dataBytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
    wav.putShort((short) channels).putInt(RATE).putInt(2 * channels * RATE);
    wav.putShort((short) (2 * channels)).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
    for (int i = 0; i < samples; i++) {
      wav.putShort((short) Math.round(wave.applyAsDouble(i)));
    }
    return wav.array();
  }
}
