package org.openrecorder.domain.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;

class RecordingTest {

  private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant T1 = T0.plusSeconds(1);
  private static final Instant T2 = T0.plusSeconds(2);
  private static final MonitorId MONITOR = new MonitorId("0x7f");
  private static final StoredAudio AUDIO =
      new StoredAudio("a.wav", 44, new Checksum("0".repeat(64)), Duration.ofSeconds(1));

  private static final Recording REQUESTED = requested();
  private static final Recording RUNNING = REQUESTED.begun(T1, MONITOR);
  private static final Recording FINALISING = RUNNING.ended(T2);
  private static final Recording AVAILABLE = FINALISING.kept(AUDIO, Optional.empty());
  private static final Recording EMPTY = REQUESTED.ended(T1);

  private static Recording requested() {
    Channel channel =
        new Channel(
            new PbxName("pbx"),
            new UniqueId("1.1"),
            new LinkedId("1.1"),
            new ChannelName("SIP/410-1"),
            new ChannelName("SIP/410-1").extension(),
            true,
            Optional.empty(),
            false,
            false,
            Direction.UNKNOWN,
            "",
            "");
    return Recording.requested(
        new RecordingId(new UUID(1, 2)), channel.call(), channel, new Tag("22"), T0);
  }

  @Test
  void a_withdrawn_wish_can_only_fail_and_is_never_retrieved() {
    Recording withdrawn = REQUESTED.withdrawn(T1, "the PBX did not answer");
    assertThat(withdrawn.open()).isFalse();
    assertThat(withdrawn.unsettled()).isTrue();
    assertThat(withdrawn.begun(T2, MONITOR)).isEqualTo(withdrawn);
    assertThat(withdrawn.ended(T2)).isEqualTo(withdrawn);
    assertThat(withdrawn.retrievability(true)).isInstanceOf(Retrievability.Nothing.class);
    assertThat(withdrawn.retrievability(false)).isInstanceOf(Retrievability.Nothing.class);
    Recording failed = withdrawn.failed(T2, "nothing was recorded");
    assertThat(failed.state().name()).isEqualTo("failed");
    assertThat(failed.state().endedAt()).contains(T1);
    assertThat(failed.unsettled()).isFalse();
  }

  @Test
  void only_a_wish_can_be_withdrawn() {
    assertThat(Stream.of(RUNNING, FINALISING, AVAILABLE, EMPTY))
        .allSatisfy(one -> assertThat(one.withdrawn(T2, "too late")).isEqualTo(one));
  }

  @Test
  void the_usual_life_is_requested_recording_finalising_available() {
    assertThat(Stream.of(REQUESTED, RUNNING, FINALISING, AVAILABLE).map(r -> r.state().name()))
        .containsExactly("requested", "recording", "finalising", "available");
    assertThat(AVAILABLE.state().startedAt()).contains(T1);
    assertThat(AVAILABLE.state().endedAt()).contains(T2);
    assertThat(AVAILABLE.state().audio()).contains(AUDIO);
  }

  @Test
  void what_was_never_answered_is_empty_and_says_why() {
    assertThat(EMPTY.state().name()).isEqualTo("empty");
    assertThat(EMPTY.state().reason())
        .hasValueSatisfying(why -> assertThat(why).contains("not answered"));
  }

  @Test
  void repaired_audio_is_interrupted_and_says_why() {
    RecordingState state = FINALISING.kept(AUDIO, Optional.of("the header was not final")).state();
    assertThat(state.name()).isEqualTo("interrupted");
    assertThat(state.reason()).contains("the header was not final");
  }

  @Test
  void how_long_it_was_recorded_and_how_much_less_plays_is_known_when_it_is_over() {
    assertThat(RUNNING.state().recorded()).isEmpty();
    assertThat(FINALISING.state().recorded()).contains(Duration.ofSeconds(1));
    assertThat(FINALISING.state().missing()).isEmpty();
    assertThat(AVAILABLE.state().missing()).contains(Duration.ZERO);
    assertThat(played(700).state().missing()).contains(Duration.ofMillis(300));
    assertThat(played(1_040).state().missing()).contains(Duration.ZERO);
    assertThat(FINALISING.damaged(T2, "lost").state().missing()).contains(Duration.ofSeconds(1));
    assertThat(EMPTY.state().recorded()).isEmpty();
    assertThat(EMPTY.state().missing()).isEmpty();
  }

  private static Recording played(long millis) {
    return FINALISING.kept(
        new StoredAudio("a.wav", 44, new Checksum("0".repeat(64)), Duration.ofMillis(millis)),
        Optional.empty());
  }

  @Test
  void more_than_a_second_and_a_fiftieth_missing_is_marked_and_less_is_not() {
    assertThat(recordedAndPlayed(4_000, 2_990)).isEqualTo("interrupted");
    assertThat(recordedAndPlayed(4_000, 3_000)).isEqualTo("available");
    assertThat(recordedAndPlayed(100_000, 97_990)).isEqualTo("interrupted");
    assertThat(recordedAndPlayed(100_000, 98_000)).isEqualTo("available");
  }

  private static String recordedAndPlayed(long recorded, long plays) {
    StoredAudio audio =
        new StoredAudio("a.wav", 44, new Checksum("0".repeat(64)), Duration.ofMillis(plays));
    return RUNNING.ended(T1.plusMillis(recorded)).kept(audio, Optional.empty()).state().name();
  }

  @Test
  void a_clock_set_back_never_makes_it_end_before_it_began() {
    assertThat(RUNNING.ended(T0).state().endedAt()).contains(T1);
  }

  static Stream<Arguments> moves_that_come_twice_or_late() {
    UnaryOperator<Recording> begin = recording -> recording.begun(T2, new MonitorId("other"));
    UnaryOperator<Recording> end = recording -> recording.ended(T2.plusSeconds(9));
    UnaryOperator<Recording> keep = recording -> recording.kept(AUDIO, Optional.of("late"));
    UnaryOperator<Recording> fail = recording -> recording.failed(T2, "late");
    return Stream.of(
        Arguments.of(RUNNING, begin),
        Arguments.of(FINALISING, begin),
        Arguments.of(FINALISING, end),
        Arguments.of(AVAILABLE, begin),
        Arguments.of(AVAILABLE, end),
        Arguments.of(AVAILABLE, keep),
        Arguments.of(AVAILABLE, fail),
        Arguments.of(EMPTY, begin),
        Arguments.of(EMPTY, end),
        Arguments.of(EMPTY, keep),
        Arguments.of(EMPTY, fail),
        Arguments.of(REQUESTED, keep),
        Arguments.of(RUNNING, keep));
  }

  @ParameterizedTest
  @MethodSource("moves_that_come_twice_or_late")
  void a_move_made_twice_or_late_changes_nothing(
      Recording recording, UnaryOperator<Recording> move) {
    assertThat(move.apply(recording)).isEqualTo(recording);
  }

  static Stream<Arguments> retrievability() {
    return Stream.of(
        Arguments.of(AVAILABLE, false, Retrievability.Retrievable.class),
        Arguments.of(AVAILABLE, true, Retrievability.CallInProgress.class),
        Arguments.of(FINALISING, false, Retrievability.NotReady.class),
        Arguments.of(FINALISING, true, Retrievability.CallInProgress.class),
        Arguments.of(RUNNING, true, Retrievability.CallInProgress.class),
        Arguments.of(RUNNING, false, Retrievability.NotReady.class),
        Arguments.of(REQUESTED, true, Retrievability.CallInProgress.class),
        Arguments.of(EMPTY, false, Retrievability.Nothing.class),
        Arguments.of(EMPTY, true, Retrievability.Nothing.class),
        Arguments.of(AVAILABLE.markedPrivate(true), false, Retrievability.Hidden.class),
        Arguments.of(AVAILABLE.markedPrivate(true), true, Retrievability.Hidden.class),
        Arguments.of(AVAILABLE.markedDeleted(), false, Retrievability.Hidden.class),
        Arguments.of(RUNNING.markedDeleted(), true, Retrievability.Hidden.class),
        Arguments.of(
            AVAILABLE.markedPrivate(true).markedPrivate(false),
            false,
            Retrievability.Retrievable.class));
  }

  @ParameterizedTest
  @MethodSource("retrievability")
  void it_is_handed_out_only_when_its_call_is_over_and_nothing_hides_it(
      Recording recording, boolean callInProgress, Class<? extends Retrievability> expected) {
    assertThat(recording.retrievability(callInProgress)).isInstanceOf(expected);
  }
}
