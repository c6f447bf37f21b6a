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

class RecordingSegmentTest {

  private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant T1 = T0.plusSeconds(1);
  private static final Instant T2 = T0.plusSeconds(2);
  private static final MixMonitorId MONITOR = new MixMonitorId("0x7f");
  private static final StoredAudio AUDIO =
      new StoredAudio("a.wav", 44, new Checksum("0".repeat(64)), Duration.ofSeconds(1));

  private static final RecordingSegment REQUESTED = requested();
  private static final RecordingSegment RUNNING = REQUESTED.begun(T1, MONITOR);
  private static final RecordingSegment FINALISING = RUNNING.ended(T2);
  private static final RecordingSegment AVAILABLE = FINALISING.kept(AUDIO, Optional.empty());
  private static final RecordingSegment EMPTY = REQUESTED.ended(T1);

  private static RecordingSegment requested() {
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
    return RecordingSegment.requested(
        new RecordingId(new UUID(1, 2)), channel.call(), channel, new Tag("22"), T0);
  }

  @Test
  void a_cancelled_request_can_only_fail_and_is_never_retrieved() {
    RecordingSegment cancelling = REQUESTED.cancelled(T1, "the PBX did not answer");
    assertThat(cancelling.open()).isFalse();
    assertThat(cancelling.unsettled()).isTrue();
    assertThat(cancelling.begun(T2, MONITOR)).isEqualTo(cancelling);
    assertThat(cancelling.ended(T2)).isEqualTo(cancelling);
    assertThat(cancelling.retrievability(true)).isInstanceOf(RetrievalDecision.Nothing.class);
    assertThat(cancelling.retrievability(false)).isInstanceOf(RetrievalDecision.Nothing.class);
    RecordingSegment failed = cancelling.failed(T2, "nothing was recorded");
    assertThat(failed.state().name()).isEqualTo("failed");
    assertThat(failed.state().endedAt()).contains(T1);
    assertThat(failed.unsettled()).isFalse();
  }

  @Test
  void only_a_request_can_be_cancelled() {
    assertThat(Stream.of(RUNNING, FINALISING, AVAILABLE, EMPTY))
        .allSatisfy(one -> assertThat(one.cancelled(T2, "too late")).isEqualTo(one));
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

  private static RecordingSegment played(long millis) {
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
    UnaryOperator<RecordingSegment> begin = segment -> segment.begun(T2, new MixMonitorId("other"));
    UnaryOperator<RecordingSegment> end = segment -> segment.ended(T2.plusSeconds(9));
    UnaryOperator<RecordingSegment> keep = segment -> segment.kept(AUDIO, Optional.of("late"));
    UnaryOperator<RecordingSegment> fail = segment -> segment.failed(T2, "late");
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
      RecordingSegment segment, UnaryOperator<RecordingSegment> move) {
    assertThat(move.apply(segment)).isEqualTo(segment);
  }

  static Stream<Arguments> retrievability() {
    return Stream.of(
        Arguments.of(AVAILABLE, false, RetrievalDecision.Retrievable.class),
        Arguments.of(AVAILABLE, true, RetrievalDecision.CallInProgress.class),
        Arguments.of(FINALISING, false, RetrievalDecision.NotReady.class),
        Arguments.of(FINALISING, true, RetrievalDecision.CallInProgress.class),
        Arguments.of(RUNNING, true, RetrievalDecision.CallInProgress.class),
        Arguments.of(RUNNING, false, RetrievalDecision.NotReady.class),
        Arguments.of(REQUESTED, true, RetrievalDecision.CallInProgress.class),
        Arguments.of(EMPTY, false, RetrievalDecision.Nothing.class),
        Arguments.of(EMPTY, true, RetrievalDecision.Nothing.class),
        Arguments.of(AVAILABLE.markedPrivate(true), false, RetrievalDecision.Hidden.class),
        Arguments.of(AVAILABLE.markedPrivate(true), true, RetrievalDecision.Hidden.class),
        Arguments.of(AVAILABLE.markedDeleted(), false, RetrievalDecision.Hidden.class),
        Arguments.of(RUNNING.markedDeleted(), true, RetrievalDecision.Hidden.class),
        Arguments.of(
            AVAILABLE.markedPrivate(true).markedPrivate(false),
            false,
            RetrievalDecision.Retrievable.class));
  }

  @ParameterizedTest
  @MethodSource("retrievability")
  void it_is_handed_out_only_when_its_call_is_over_and_nothing_hides_it(
      RecordingSegment segment,
      boolean callInProgress,
      Class<? extends RetrievalDecision> expected) {
    assertThat(segment.retrievability(callInProgress)).isInstanceOf(expected);
  }
}
