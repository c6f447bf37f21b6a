package org.openrecorder.domain.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingState.Archived;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.RecordingState.InProgress;
import org.openrecorder.domain.recording.RetrievalDecision.CallInProgress;
import org.openrecorder.domain.recording.RetrievalDecision.Hidden;
import org.openrecorder.domain.recording.RetrievalDecision.NotReady;
import org.openrecorder.domain.recording.RetrievalDecision.Nothing;
import org.openrecorder.domain.recording.RetrievalDecision.Retrievable;

class RecordingTest {

  private static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");

  private static RecordingSegment leg(RecordingState state) {
    return leg("1.1", state);
  }

  private static RecordingSegment leg(String channel, RecordingState state) {
    return new RecordingSegment(
        new RecordingId(new UUID(0, 1)),
        new CallId(new PbxName("a"), new LinkedId("1.1")),
        new Tag("22"),
        new UniqueId(channel),
        new ChannelName("SIP/410-1"),
        Optional.empty(),
        BEGIN,
        state,
        false,
        false,
        Optional.empty(),
        FollowRule.ONE_PHONE);
  }

  /** Begun so many seconds after the first, and as long. */
  private static RecordingSegment kept(long after, long seconds) {
    return kept("1.1", after, seconds);
  }

  private static RecordingSegment kept(String channel, long after, long seconds) {
    StoredAudio audio =
        new StoredAudio("a.wav", 44, new Checksum("0".repeat(64)), Duration.ofSeconds(seconds));
    Instant since = BEGIN.plusSeconds(after);
    return leg(channel, new Archived(since, since.plusSeconds(seconds), audio, Optional.empty()));
  }

  private static RecordingSegment failed() {
    return leg(new RecordingState.Requested()).empty(BEGIN, "nothing");
  }

  private static List<Long> silences(RecordingSegment first, RecordingSegment... further) {
    RetrievalDecision all = new Recording(first, List.of(further)).retrievability(false);
    assertThat(all).isInstanceOf(Retrievable.class);
    return ((Retrievable) all)
        .pieces().stream().map(segment -> segment.silence().toSeconds()).toList();
  }

  @Test
  void each_leg_begins_when_it_began() {
    assertThat(silences(kept(0, 10), kept(15, 5), kept(20, 1), kept(30, 1)))
        .containsExactly(0L, 5L, 0L, 9L);
  }

  @Test
  void legs_that_overlap_follow_each_other() {
    assertThat(silences(kept(0, 10), kept(8, 5), kept(20, 1))).containsExactly(0L, 0L, 5L);
  }

  @Test
  void a_leg_that_began_before_the_first_one_by_a_clock_that_was_set_back_follows_it() {
    assertThat(silences(kept(0, 10), kept(-3_600, 5), kept(-3_590, 1))).containsExactly(0L, 0L, 0L);
  }

  @Test
  void legs_without_audio_are_silence_and_a_lost_beginning_is_not() {
    assertThat(silences(kept(0, 10), failed(), kept(20, 1))).containsExactly(0L, 10L);
    assertThat(silences(failed(), kept(20, 1))).containsExactly(0L);
  }

  @Test
  void no_silence_is_without_end() {
    assertThat(silences(kept(0, 1), kept(1_000_000, 1))).containsExactly(0L, 12 * 3_600L);
  }

  @Test
  void it_waits_for_its_last_leg_and_is_hidden_by_its_first() {
    RecordingSegment late = leg(new Finalising(BEGIN, BEGIN));
    assertThat(new Recording(kept(0, 1), List.of(late)).retrievability(false))
        .isInstanceOf(NotReady.class);
    assertThat(new Recording(failed(), List.of(late)).retrievability(true))
        .isInstanceOf(CallInProgress.class);
    assertThat(
            new Recording(kept(0, 1).markedPrivate(true), List.of(kept(1, 1)))
                .retrievability(false))
        .isInstanceOf(Hidden.class);
    assertThat(new Recording(failed(), List.of(failed())).retrievability(false))
        .isInstanceOf(Nothing.class);
  }

  private static final String STOPPED = "the recorder was stopped on the PBX";
  private static final String CHANGED_HANDS = "the call changed hands";

  private static Gap gap(long from, long to, String why) {
    return new Gap(BEGIN.plusSeconds(from), BEGIN.plusSeconds(to), why);
  }

  private static List<Gap> gaps(RecordingSegment first, RecordingSegment... further) {
    return new Recording(first, List.of(further)).gaps();
  }

  /** The conversation was over for now, and the recording with it. */
  private static RecordingSegment waiting(RecordingSegment segment) {
    return segment.following(new FollowRule(false, true, Optional.empty()));
  }

  @Test
  void a_recorder_that_was_begun_again_on_its_channel_had_been_stopped() {
    assertThat(gaps(kept(0, 10), kept(12, 5), kept(20, 1)))
        .containsExactly(gap(10, 12, STOPPED), gap(17, 20, STOPPED));
  }

  @Test
  void otherwise_the_call_changed_hands() {
    assertThat(gaps(waiting(kept(0, 10)), kept("1.2", 12, 5)))
        .containsExactly(gap(10, 12, CHANGED_HANDS));
    assertThat(gaps(waiting(kept(0, 10)), kept(12, 5)))
        .as("the same channel, whose next partner came later")
        .containsExactly(gap(10, 12, CHANGED_HANDS));
  }

  @Test
  void legs_that_meet_or_overlap_leave_no_gap() {
    assertThat(gaps(kept(0, 10), kept("1.2", 10, 5), kept(8, 20), kept(28, 1))).isEmpty();
    assertThat(gaps(kept(0, 10), kept(-3_600, 5))).as("a clock was set back").isEmpty();
    assertThat(gaps(kept(0, 10), kept("1.2", 2, 1), kept(11, 1)))
        .as("the short one does not end the long one")
        .containsExactly(gap(10, 11, STOPPED));
  }

  @Test
  void what_has_not_begun_yet_is_no_gap_and_neither_is_what_goes_on() {
    RecordingSegment requested = leg("1.2", new RecordingState.Requested());
    RecordingSegment running =
        leg("1.2", new InProgress(BEGIN.plusSeconds(12), new MixMonitorId("0x1")));
    assertThat(gaps(kept(0, 10), requested)).isEmpty();
    assertThat(gaps(kept(0, 10), running)).containsExactly(gap(10, 12, CHANGED_HANDS));
    assertThat(gaps(running, kept(20, 1))).isEmpty();
    assertThat(gaps(running, requested)).isEmpty();
  }

  @Test
  void a_leg_that_lost_its_audio_is_a_gap_with_its_own_reason() {
    RecordingSegment lost =
        leg("1.2", new Finalising(BEGIN.plusSeconds(9), BEGIN.plusSeconds(15)))
            .damaged(BEGIN, "nothing plays in it");
    assertThat(gaps(kept(0, 10), lost, kept("1.2", 16, 1)))
        .containsExactly(gap(10, 15, "nothing plays in it"), gap(15, 16, STOPPED));
    assertThat(gaps(lost)).as("its state tells").isEmpty();
    assertThat(gaps(kept(0, 10), failed(), kept(20, 1))).containsExactly(gap(10, 20, STOPPED));
  }

  @Test
  void less_than_a_millisecond_is_no_gap() {
    RecordingSegment soon =
        leg(new InProgress(BEGIN.plusSeconds(10).plusNanos(999_999), new MixMonitorId("0x1")));
    assertThat(gaps(kept(0, 10), soon)).isEmpty();
  }
}
