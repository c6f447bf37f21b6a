package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;

/** What the recording of a conversation between two must sound like. */
final class Conversation {

  private Conversation() {}

  /** The same between 410 and 411. */
  static void assertHeard(WavAnalysis wav, Duration talk) {
    assertHeard(wav, talk, "410", "411");
  }

  /** Both are heard most of the time, nobody else is, and it lasts as long as they talked. */
  static void assertHeard(WavAnalysis wav, Duration talk, String one, String other) {
    assertHeard(wav, talk, talk.plusSeconds(4), one, other);
  }

  /** As above, but lasting at least and at most so long. */
  static void assertHeard(
      WavAnalysis wav, Duration least, Duration most, String one, String other) {
    assertThat(wav.sampleRate()).isEqualTo(8_000);
    assertThat(wav.duration()).isBetween(least.minusMillis(300), most);
    for (Endpoint endpoint : Endpoint.ALL) {
      if (List.of(one, other).contains(endpoint.name())) {
        assertThat(wav.shareWith(endpoint.tone()))
            .as(endpoint + " is heard in " + wav)
            .isGreaterThan(0.7);
      } else {
        assertThat(wav.toneAt(endpoint.tone())).as(endpoint + " is not heard").isFalse();
      }
    }
  }
}
