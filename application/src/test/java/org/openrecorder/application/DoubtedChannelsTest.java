package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;
import static org.openrecorder.application.Server.uniqueId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.recording.Gap;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;

/** The PBX is believed, and what was heard of it is not where the two differ. */
class DoubtedChannelsTest {

  private final Server server = new Server();

  private Channel agentTalks() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/trunk-2", "1.2", "1.1");
    return agent;
  }

  private static Channel stranger(String name, String id) {
    ChannelName called = new ChannelName(name);
    return Channel.made(Server.PBX, uniqueId(id), new LinkedId(id), called, called.extension())
        .answer()
        .in(Optional.of("a bridge of its own"));
  }

  private List<RecordingSegment> legs(RecordingId id) {
    return server.recordings.segments(List.of(id));
  }

  // --- calls that are over, or that nobody heard of ---

  @Test
  void a_start_is_refused_when_the_call_has_ended_and_nobody_heard_of_it() {
    Channel agent = agentTalks();
    server.pbx.hangUpUnheard(agent);
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(server.all()).isEmpty();
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void a_start_by_unique_id_is_refused_so_too() {
    server.pbx.hangUpUnheard(agentTalks());
    assertThat(code(server.start("1.1", "22"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
  }

  @Test
  void the_next_comparison_ends_a_recording_whose_call_ended_unheard() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUpUnheard(agent);
    server.pbx.hangUpUnheard(server.pbx.find(Server.PBX, uniqueId("1.2")).orElseThrow());
    server.pbx.compare();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(id(server.retrieve("22", "max"))).isEqualTo(id);
  }

  @Test
  void a_call_that_nobody_heard_of_is_found_when_it_is_asked_for() {
    server.pbx.talkUnheard("SIP/410-1", "1.1");
    assertThat(server.state(id(server.start("410", "22")))).isEqualTo("recording");
  }

  @Test
  void a_stop_finds_it_too() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.lie(new ChannelEvent.HungUp(agent.uniqueId()));
    assertThat(id(server.stop("410"))).isEqualTo(id);
  }

  @Test
  void a_telephone_that_was_answered_unheard_is_recorded_at_once() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    server.pbx.answerUnheard(agent);
    assertThat(server.state(id(server.start("410", "22")))).isEqualTo("recording");
  }

  @Test
  void a_recording_that_waits_for_an_answer_begins_with_the_comparison_if_that_was_missed() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.answerUnheard(agent);
    server.pbx.compare();
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void of_two_conversations_on_one_extension_the_one_that_is_over_does_not_count() {
    Channel dead = server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/410-2", "2.1");
    server.pbx.hangUpUnheard(dead);
    assertThat(server.recording(id(server.start("410", "22"))).uniqueId())
        .isEqualTo(uniqueId("2.1"));
  }

  @Test
  void a_pbx_that_does_not_answer_the_question_is_said_to_be_unavailable_and_nothing_is_stored() {
    agentTalks();
    server.pbx.fallSilent();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    assertThat(server.all()).isEmpty();
  }

  // --- events that somebody forged ---

  @Test
  void a_forged_hang_up_ends_nothing() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.lie(new ChannelEvent.HungUp(agent.uniqueId()));
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(server.callOf(id).inProgress()).isTrue();
    assertThat(id(server.start("410", "22"))).isEqualTo(id);
  }

  @Test
  void a_forged_hang_up_before_the_start_does_not_hide_the_call() {
    Channel agent = agentTalks();
    server.pbx.lie(new ChannelEvent.HungUp(agent.uniqueId()));
    assertThat(server.state(id(server.start("410", "22")))).isEqualTo("recording");
  }

  @Test
  void a_forged_answer_begins_nothing() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.lie(new ChannelEvent.Answered(agent.uniqueId()));
    assertThat(server.state(id)).isEqualTo("requested");
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void a_forged_name_leads_nobody_to_another_call() {
    Channel agent = agentTalks();
    server.pbx.lie(
        new ChannelEvent.Renamed(
            agent.uniqueId(), new ChannelName("SIP/411-1"), Optional.of(new Extension("411"))));
    assertThat(code(server.start("411", "22"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(server.recording(id(server.start("410", "22"))).uniqueId())
        .isEqualTo(agent.uniqueId());
  }

  @Test
  void a_forged_call_leads_nobody_to_another_one() {
    Channel agent = agentTalks();
    Channel other = server.pbx.talk("SIP/411-3", "3.1");
    server.pbx.lie(new ChannelEvent.Linked(other.uniqueId(), agent.linkedId()));
    RecordingId id = id(server.start("411", "22"));
    assertThat(server.callOf(id).key().linkedId()).isEqualTo(other.linkedId());
  }

  @Test
  void a_channel_that_does_not_exist_is_not_recorded_and_hides_none_that_does() {
    server.pbx.lie(new ChannelEvent.Appeared(stranger("SIP/410-7", "7.7")));
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    server.pbx.lie(new ChannelEvent.Appeared(stranger("SIP/410-7", "7.8")));
    Channel agent = agentTalks();
    assertThat(server.recording(id(server.start("410", "22"))).uniqueId())
        .isEqualTo(agent.uniqueId());
  }

  @Test
  void a_forged_partner_gets_nothing_of_a_recording() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    Channel attacker = server.pbx.talk("SIP/412-9", "9.1");
    server.pbx.lie(new ChannelEvent.Linked(attacker.uniqueId(), agent.linkedId()));
    server.pbx.lie(new ChannelEvent.Bridged(attacker.uniqueId(), agent.bridge()));
    server.pbx.lie(new ChannelEvent.Bridged(uniqueId("1.2"), Optional.empty()));
    assertThat(legs(id)).isEmpty();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
    assertThat(server.callOf(id).has(attacker.uniqueId())).isFalse();
  }

  @Test
  void an_event_that_cannot_be_read_is_made_up_for_by_asking() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.answerUnheard(agent);
    server.pbx.tellUnreadable(agent.name());
    assertThat(server.state(id)).isEqualTo("recording");
    server.pbx.hangUpUnheard(agent);
    server.pbx.tellUnreadable(agent.name());
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void while_the_pbx_cannot_be_asked_nothing_is_believed_and_all_is_compared_later() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.fallSilent();
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(server.pbx.doubts()).isPositive();
    server.pbx.answerAgain();
    server.pbx.compare();
    assertThat(server.state(id)).isNotEqualTo("recording");
  }

  // --- recorders that somebody else stops ---

  @Test
  void a_recorder_that_somebody_else_stops_is_begun_again_and_the_gap_is_told() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.clock.advance(Duration.ofSeconds(5));
    server.pbx.stopRecorderAloud(agent, id);

    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(legs(id))
        .singleElement()
        .satisfies(segment -> assertThat(segment.uniqueId()).isEqualTo(agent.uniqueId()));
    assertThat(id(server.stop("410"))).isEqualTo(id);
    assertThat(server.pbx.recorders()).isZero();
  }

  @Test
  void so_is_one_of_whose_end_was_told_what_nobody_can_read() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.stopRecorderOf(id);
    server.pbx.tellUnreadable(agent.name());
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(legs(id)).hasSize(1);
  }

  @Test
  void so_is_one_of_whose_end_nothing_was_told_with_the_next_comparison() {
    agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.compare();
    assertThat(legs(id)).as("it runs").isEmpty();
    server.pbx.stopRecorderOf(id);
    server.pbx.compare();
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(legs(id)).hasSize(1);
  }

  @Test
  void a_pbx_that_does_not_answer_at_once_begins_one_recorder_in_its_place() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.takeNoOrders();
    server.pbx.stopRecorderAloud(agent, id);
    server.background.tryAgain();
    server.pbx.answerAgain();
    server.background.tryAgain();
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void our_own_stop_that_could_not_be_stored_begins_nothing_again() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.whileEnding(() -> server.store.goDown());
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    server.store.comeBack();
    server.pbx.lie(new ChannelEvent.RecorderStopped(agent.uniqueId()));
    assertThat(server.pbx.recorders()).isZero();
    assertThat(legs(id)).isEmpty();
  }

  @Test
  void how_long_it_was_stopped_is_told_as_a_gap_with_its_reason() {
    agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.clock.advance(Duration.ofSeconds(5));
    server.pbx.stopRecorderOf(id);
    Instant stopped = server.clock.instant();
    server.clock.advance(Duration.ofSeconds(3));
    assertThat(id(server.start("410", "22"))).isEqualTo(id);
    assertThat(server.gapsOf(id))
        .containsExactly(
            new Gap(stopped, server.clock.instant(), "the recorder was stopped on the PBX"));
  }

  @Test
  void a_recorder_of_somebody_else_that_ends_changes_nothing() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.lie(new ChannelEvent.RecorderStopped(agent.uniqueId()));
    assertThat(legs(id)).isEmpty();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
  }

  @Test
  void our_own_stop_begins_nothing_again() {
    Channel agent = agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.stop("410");
    server.pbx.lie(new ChannelEvent.RecorderStopped(agent.uniqueId()));
    assertThat(server.pbx.recorders()).isZero();
    assertThat(legs(id)).isEmpty();
  }

  @Test
  void a_second_start_says_ok_only_when_it_is_recorded() {
    agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.clock.advance(Duration.ofSeconds(5));
    server.pbx.stopRecorderOf(id);

    assertThat(id(server.start("410", "22"))).isEqualTo(id);

    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(legs(id)).hasSize(1);
    assertThat(server.countOf("22")).isEqualTo(1);
    assertThat(server.trail.rows().getLast().reason()).contains("begun again");
  }

  @Test
  void a_second_start_whose_recorder_cannot_be_begun_again_does_not_say_ok() {
    agentTalks();
    RecordingId id = id(server.start("410", "22"));
    server.pbx.stopRecorderOf(id);
    server.pbx.writeNoFiles();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.NOT_CONFIRMED);
  }

  @Test
  void the_id_of_a_recorder_that_has_ended_is_not_used_against_the_next_one() {
    agentTalks();
    RecordingId old = id(server.start("410", "22"));
    MixMonitorId monitor = ((RecordingState.InProgress) server.recording(old).state()).monitor();
    server.pbx.stopRecorderOf(old);
    server.pbx.reuseMonitorId(monitor);

    RecordingId fresh = id(server.start("410", "23"));

    assertThat(server.pbx.recorded()).containsExactly(fresh);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.1");
    assertThat(server.state(old)).isNotEqualTo("recording");
  }
}
