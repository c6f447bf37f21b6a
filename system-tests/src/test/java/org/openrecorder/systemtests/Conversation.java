package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;

/** What the recording of a conversation between 410 and 411 must sound like. */
final class Conversation {

  private Conversation() {}

  /** Both are heard most of the time, nobody else is, and it lasts as long as they talked. */
  static void assertHeard(WavAnalysis wav, Duration talk) {
    assertThat(wav.sampleRate()).isEqualTo(8_000);
    assertThat(wav.duration()).isBetween(talk.minusMillis(300), talk.plusSeconds(4));
    assertHeard(wav, "410");
    assertHeard(wav, "411");
    assertThat(wav.toneAt(Endpoint.named("412").tone())).as("nobody else is heard").isFalse();
  }

  private static void assertHeard(WavAnalysis wav, String endpoint) {
    assertThat(wav.shareWith(Endpoint.named(endpoint).tone()))
        .as(endpoint + " is heard in " + wav)
        .isGreaterThan(0.7);
  }
}
