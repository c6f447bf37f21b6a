package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.audio;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.application.retrieval.RetrievedRecording;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.testing.WavFiles;

/** A recording whose channel leaves the call goes on with one that stays. */
class TransferTest {

  private static final int SECOND = 16_000;

  private final Server server = new Server();
  private final Channel agent = server.pbx.talk("SIP/410-1", "1.1");
  private final Channel customer = server.pbx.talk("SIP/trunk-2", "1.2", "1.1");

  private Channel colleagueAnswers() {
    return server.pbx.talk("SIP/412-3", "1.3", "1.1");
  }

  /** The customer asks a colleague back and leads the agent there. */
  private Channel customerTransfers() {
    Channel asking = server.pbx.talk("SIP/trunk-5", "1.5");
    Channel colleague = server.pbx.talk("SIP/412-3", "1.3", "1.5");
    server.pbx.bridge(customer, Optional.empty());
    server.pbx.bridge(colleague, agent.bridge());
    server.pbx.move(colleague, "1.1");
    server.pbx.hangUp(customer);
    server.pbx.hangUp(asking);
    return colleague;
  }

  private List<RecordingSegment> legs(RecordingId id) {
    return server.recordings.segments(List.of(id));
  }

  private byte[] heard(String tag) throws IOException {
    try (RetrievedRecording retrieved = audio(server.retrieve(tag, "max")).signature();
        InputStream stream = retrieved.content().stream()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      stream.transferTo(bytes);
      assertThat(retrieved.content().bytes()).isEqualTo(bytes.size());
      return bytes.toByteArray();
    }
  }

  @Test
  void it_goes_on_with_the_one_the_agent_talked_to_and_is_heard_as_one_with_its_gap()
      throws IOException {
    RecordingId id = id(server.start("410", "22"));
    server.clock.advance(Duration.ofSeconds(3));
    server.pbx.hangUp(agent);
    server.clock.advance(Duration.ofSeconds(7));
    assertThat(server.pbx.recorders()).as("nobody talks").isZero();
    Channel colleague = colleagueAnswers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2");
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(code(server.retrieve("22", "max"))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.hangUp(customer);
    server.pbx.hangUp(colleague);

    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("available");
    byte[] heard = heard("22");
    assertThat(heard).hasSize(WavFiles.HEADER + 11 * SECOND);
    assertThat(new String(heard, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    for (int at = WavFiles.HEADER + SECOND; at < WavFiles.HEADER + 10 * SECOND; at++) {
      assertThat(heard[at]).isZero();
    }
    assertThat(id(server.retrieve("22", "max"))).isEqualTo(id);
    assertThat(audio(server.retrieve("22", "max")).signature().matches()).isEqualTo(1);
  }

  @Test
  void a_colleague_who_is_there_already_makes_no_gap() {
    RecordingId id = id(server.start("410", "22"));
    colleagueAnswers();
    server.pbx.hangUp(agent);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2");
    assertThat(legs(id)).hasSize(1);
  }

  @Test
  void it_goes_on_though_nobody_knows_whether_the_end_of_its_first_leg_was_stored() {
    RecordingId id = id(server.start("410", "22"));
    server.store.loseNextAnswer();
    server.pbx.hangUp(agent);
    server.background.tryAgain();

    colleagueAnswers();

    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void it_goes_on_though_nobody_knows_whether_its_next_leg_was_stored() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.store.loseNextAnswer();
    colleagueAnswers();

    server.background.tryAgain();

    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
  }

  @Test
  void it_follows_a_new_partner_though_nobody_knows_whether_that_leg_was_stored() {
    RecordingId id = id(server.start("410", "22"));
    server.store.loseNextAnswer();
    customerTransfers();

    server.background.tryAgain();

    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.1");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
  }

  @Test
  void it_goes_on_again_when_the_next_one_leaves() {
    RecordingId id = id(server.start("410", "22"));
    colleagueAnswers();
    server.pbx.hangUp(agent);
    server.pbx.talk("SIP/413-4", "1.4", "1.1");
    server.pbx.hangUp(customer);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2", "begin 1.3");
    assertThat(legs(id)).hasSize(2);
    assertThat(legs(id)).allMatch(segment -> segment.recordingId().equals(id));
  }

  @Test
  void a_call_that_just_ends_leaves_no_further_leg() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.pbx.hangUp(customer);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
    assertThat(legs(id)).isEmpty();
    colleagueAnswers();
    assertThat(legs(id)).as("of a call that is over").isEmpty();
  }

  @Test
  void what_was_stopped_does_not_go_on() {
    RecordingId id = id(server.start("410", "22"));
    id(server.stop("410"));
    colleagueAnswers();
    server.pbx.hangUp(agent);
    assertThat(legs(id)).isEmpty();
  }

  @Test
  void a_stop_by_the_unique_id_that_the_crm_knows_ends_the_further_leg() {
    RecordingId id = id(server.start("410", "22"));
    colleagueAnswers();
    server.pbx.hangUp(agent);
    assertThat(id(server.stop("1.1"))).isEqualTo(id);
    assertThat(server.pbx.recorders()).isZero();
    assertThat(id(server.stop("1.1"))).as("and again").isEqualTo(id);
  }

  @Test
  void a_stop_while_nobody_talks_lets_nothing_go_on() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    id(server.stop("1.1"));
    colleagueAnswers();
    assertThat(legs(id)).isEmpty();
  }

  @Test
  void a_crm_that_starts_anew_meanwhile_has_its_way() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    RecordingId other = id(server.start("1.2", "23"));
    colleagueAnswers();
    assertThat(legs(id)).isEmpty();
    assertThat(legs(other))
        .extracting(segment -> segment.state().name())
        .containsExactly("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void the_same_tag_again_means_the_leg_that_is_recorded_and_is_told_by_the_known_id() {
    RecordingId id = id(server.start("410", "22"));
    colleagueAnswers();
    server.pbx.hangUp(agent);
    assertThat(id(server.start("1.3", "22"))).isEqualTo(id);
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_leg_that_cannot_be_recorded_does_not_take_the_others_away() throws IOException {
    RecordingId id = id(server.start("410", "22"));
    Channel colleague = colleagueAnswers();
    server.pbx.writeNoFiles();
    server.pbx.hangUp(agent);
    server.pbx.hangUp(customer);
    server.pbx.hangUp(colleague);
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("failed");
    assertThat(heard("22")).isEqualTo(WavFiles.oneSecond());
  }

  @Test
  void a_pbx_that_falls_silent_is_told_again() {
    RecordingId id = id(server.start("410", "22"));
    colleagueAnswers();
    server.pbx.takeNoOrders();
    server.pbx.hangUp(agent);
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("requested");
    server.pbx.answerAgain();
    server.background.tryAgain();
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_transfer_that_nobody_heard_is_made_up_for_when_the_link_is_back() {
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.hangUp(agent);
    colleagueAnswers();
    server.restart();
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
  }

  @Test
  void a_server_that_was_restarted_while_nobody_talked_goes_on_with_the_new_party() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.crash();
    server.restart();
    assertThat(server.pbx.recorders()).as("nobody talks").isZero();
    colleagueAnswers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
  }

  @Test
  void so_does_one_whose_new_party_has_come_meanwhile_and_it_is_known_by_its_unique_id() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.crash();
    Channel colleague = colleagueAnswers();
    server.restart();
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
    server.pbx.hangUp(customer);
    server.pbx.hangUp(colleague);
    assertThat(id(server.retrieveByUniqueId("1.3", "max"))).isEqualTo(id);
  }

  @Test
  void a_restart_makes_nothing_go_on_that_a_crm_has_ended() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.crash();
    server.restart();
    id(server.stop("1.1"));
    server.crash();
    server.restart();
    colleagueAnswers();
    assertThat(legs(id)).isEmpty();
  }

  @Test
  void a_restart_makes_nothing_go_on_twice() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    colleagueAnswers();
    id(server.stop("1.2"));
    server.crash();
    server.restart();
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("available");
    assertThat(server.pbx.recorders()).isZero();
  }

  @Test
  void what_a_crm_started_instead_is_all_that_is_recorded_after_a_restart() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    id(server.start("1.2", "23"));
    server.crash();
    server.restart();
    colleagueAnswers();
    assertThat(legs(id)).isEmpty();
  }

  @Test
  void a_restart_hides_no_new_partner_of_the_one_who_stayed() {
    RecordingId id = id(server.start("410", "22"));
    Channel ringing = server.pbx.ring("SIP/412-3", "1.3", "1.1");
    server.pbx.hangUp(customer);
    server.crash();
    server.restart();
    server.pbx.answer(ringing);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "end 1.1", "begin 1.3");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
  }

  @Test
  void a_restart_leaves_a_call_of_two_as_it_is() {
    id(server.start("410", "22"));
    server.crash();
    server.restart();
    server.reconcileOnSchedule();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
  }

  @Test
  void a_request_for_a_telephone_that_rang_ends_when_another_one_takes_the_call() {
    Channel ringing = server.pbx.ring("SIP/412-3", "1.3", "1.1");
    RecordingId id = id(server.start("412", "22"));
    server.pbx.hangUp(customer);
    server.pbx.talk("SIP/413-4", "1.4", "1.1");
    server.pbx.hangUp(ringing);
    assertThat(server.pbx.actions()).isEmpty();
    assertThat(legs(id)).isEmpty();
    assertThat(server.recording(id).state())
        .isInstanceOfSatisfying(
            RecordingState.EndedWithoutAudio.class,
            ended -> assertThat(ended.why()).isEqualTo("answered by 413"));
  }

  @Test
  void a_request_for_the_call_goes_on_with_whoever_takes_it() {
    server.ringing = FollowRule.ANY_PHONE;
    server.crash();
    server.restart();
    Channel ringing = server.pbx.ring("SIP/412-3", "1.3", "1.1");
    RecordingId id = id(server.start("412", "22"));
    server.pbx.hangUp(customer);
    Channel taker = server.pbx.talk("SIP/413-4", "1.4", "1.1");
    server.pbx.hangUp(ringing);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
    server.pbx.hangUp(taker);
    server.pbx.hangUp(agent);
    assertThat(id(server.retrieve("22", "max"))).isEqualTo(id);
  }

  @Test
  void who_was_parked_is_recorded_again_when_somebody_takes_the_call() {
    RecordingId id = id(server.start("410", "22"));
    Channel parked = server.pbx.bridge(customer, Optional.empty());
    server.pbx.hangUp(agent);
    Channel colleague = server.pbx.talk("SIP/412-3", "1.3");
    assertThat(server.pbx.recorders()).as("nobody talks").isZero();
    server.pbx.bridge(parked, colleague.bridge());
    server.pbx.move(colleague, "1.1");
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2");
    assertThat(legs(id)).hasSize(1);
  }

  @Test
  void in_a_conference_with_another_call_it_goes_on_with_the_own_one_who_stays() {
    RecordingId id = id(server.start("410", "22"));
    Channel stranger = server.pbx.talk("SIP/412-3", "2.1");
    server.pbx.hangUp(agent);
    server.pbx.bridge(customer, Optional.of("conference"));
    assertThat(server.pbx.recorders()).as("nobody is there").isZero();
    server.pbx.bridge(stranger, Optional.of("conference"));
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2");
    assertThat(legs(id)).hasSize(1);
  }

  @Test
  void where_the_recorded_one_is_transferred_the_new_party_is_recorded_without_a_gap() {
    RecordingId id = id(server.start("410", "22"));
    customerTransfers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.1");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void where_the_recorded_one_is_led_on_blindly_it_waits_for_the_new_party() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(customer);
    assertThat(server.pbx.recorders()).as("nobody there yet").isZero();
    colleagueAnswers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "end 1.1", "begin 1.3");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
  }

  @Test
  void another_tag_on_the_channel_that_stayed_ends_the_leg_that_has_moved() {
    RecordingId id = id(server.start("410", "22"));
    customerTransfers();
    RecordingId other = id(server.start("1.1", "23"));
    assertThat(server.pbx.actions())
        .containsExactly("begin 1.1", "begin 1.3", "end 1.1", "begin 1.1", "end 1.3");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("available");
    assertThat(server.state(other)).isEqualTo("recording");
  }

  @Test
  void a_leg_on_a_channel_that_is_recorded_itself_replaces_nothing() {
    id(server.start("1.1", "22"));
    RecordingId own = id(server.start("1.2", "23"));
    colleagueAnswers();
    server.pbx.hangUp(agent);
    assertThat(server.pbx.recorders()).isEqualTo(2);
    server.reconcileOnSchedule();
    assertThat(server.pbx.recorders()).isEqualTo(2);
    assertThat(server.state(own)).isEqualTo("recording");
  }

  @Test
  void a_recorder_that_a_crash_left_beside_its_follower_is_ended() {
    RecordingId id = id(server.start("410", "22"));
    customerTransfers();
    RecordingSegment first = server.recording(id);
    server.putBack(
        first, new RecordingState.InProgress(first.requestedAt(), new MixMonitorId("monitor-1")));
    server.spool.put(Server.PBX, id, WavFiles.oneSecond());
    server.reconcileOnSchedule();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
  }

  @Test
  void a_recorder_is_not_ended_when_the_one_that_shall_follow_it_does_not_begin() {
    id(server.start("410", "22"));
    server.pbx.writeNoFiles();
    customerTransfers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.3");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_recorder_ends_though_the_pbx_falls_silent_when_the_one_that_follows_it_has_begun() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.whileBeginning(server.pbx::takeNoOrders);
    customerTransfers();
    server.pbx.answerAgain();
    server.background.tryAgain();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_recorder_ends_though_somebody_else_has_begun_the_one_that_follows_it() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.takeNoOrders();
    customerTransfers();
    server.pbx.answerAgain();
    RecordingSegment segment = legs(id).getFirst();
    server.pbx.begin(server.pbx.find(Server.PBX, segment.uniqueId()).orElseThrow(), segment.id());
    server.recordings.saveState(
        segment.begun(server.clock.instant(), new MixMonitorId("monitor-2")));
    server.background.tryAgain();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void the_mark_of_the_recording_holds_for_all_its_legs_and_lists_name_it_once() {
    RecordingId id = id(server.start("410", "22"));
    Channel colleague = colleagueAnswers();
    server.pbx.hangUp(agent);
    server.pbx.hangUp(customer);
    server.pbx.hangUp(colleague);
    List<RecordingWithCall> listed =
        server
            .recordings
            .search(Recordings.Filter.byTag(new Tag("22")), Optional.empty(), 10)
            .items();
    assertThat(listed).extracting(item -> item.segment().id()).containsExactly(id);
    RecordingId leg = legs(id).getFirst().id();
    assertThat(code(server.listening().listen(Server.ADMINISTRATOR, leg)))
        .as("a part is none that anybody may name")
        .isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    server.mark(id, Mark.PRIVATE);
    assertThat(code(server.retrieve("22", "max"))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
  }

  @Test
  void who_asked_before_it_went_on_and_is_answered_after_the_call_hears_all_of_it()
      throws IOException {
    id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.recordings.afterNextLegs(
        () -> {
          Channel colleague = colleagueAnswers();
          server.pbx.hangUp(customer);
          server.pbx.hangUp(colleague);
        });
    assertThat(heard("22")).hasSize(WavFiles.HEADER + 2 * SECOND);
  }

  private void holdAndResume(Channel channel) {
    server.pbx.resume(server.pbx.hold(channel));
  }

  private List<String> actionsAfter(int earlier) {
    List<String> actions = server.pbx.actions();
    return actions.subList(earlier, actions.size());
  }

  @Test
  void after_hold_it_goes_on_with_a_new_recorder_on_the_other_channel_and_then_back_on_its_own() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.resume(server.pbx.hold(customer));
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2", "end 1.1");
    server.background.letTimePass();
    assertThat(actionsAfter(3)).containsExactly("begin 1.1", "end 1.2");
    server.background.letTimePass();
    assertThat(actionsAfter(5)).as("it rests").isEmpty();
    assertThat(legs(id))
        .extracting(segment -> segment.uniqueId().value())
        .containsExactly("1.2", "1.1");
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(id(server.stop("410"))).isEqualTo(id);
  }

  @Test
  void while_somebody_holds_nothing_changes() {
    id(server.start("410", "22"));
    server.pbx.hold(customer);
    server.background.letTimePass();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
  }

  @Test
  void the_recorded_one_who_asked_a_colleague_in_vain_comes_back_to_a_new_recorder() {
    id(server.start("410", "22"));
    Channel asking = server.pbx.bridge(agent, Optional.of("inquiry"));
    server.pbx.bridge(asking, customer.bridge());
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2", "end 1.1");
  }

  @Test
  void so_does_the_one_who_waited() {
    id(server.start("410", "22"));
    Channel asking = server.pbx.bridge(customer, Optional.of("inquiry"));
    server.pbx.bridge(asking, agent.bridge());
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2", "end 1.1");
  }

  /** The agent is led to a colleague, who was dialled from the call, and the customer waits. */
  private Channel asksColleague() {
    Channel colleague = server.pbx.ring("SIP/412-3", "1.3", "1.1");
    server.pbx.answerUnheard(colleague);
    server.pbx.bridge(colleague, Optional.of("inquiry"));
    return server.pbx.bridge(agent, Optional.of("inquiry"));
  }

  @Test
  void it_leaves_a_colleague_who_was_asked_and_still_waits() {
    RecordingId id = id(server.start("410", "22"));
    Channel asking = asksColleague();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.1");
    server.pbx.bridge(asking, customer.bridge());
    assertThat(actionsAfter(3)).containsExactly("begin 1.2", "end 1.3");
    server.background.letTimePass();
    assertThat(actionsAfter(5)).containsExactly("begin 1.1", "end 1.2");
    assertThat(legs(id)).hasSize(3);
  }

  @Test
  void two_who_are_left_of_three_are_recorded_anew() {
    id(server.start("410", "22"));
    Channel third = colleagueAnswers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
    server.pbx.hangUp(third);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2", "end 1.1");
  }

  @Test
  void the_first_one_to_come_while_music_plays_to_the_recorded_one_is_recorded_anew() {
    Channel caller = server.pbx.ring("SIP/413-4", "4.1");
    server.pbx.bridge(server.pbx.answer(caller), Optional.empty());
    id(server.start("413", "22"));
    Channel answering = server.pbx.talk("SIP/414-5", "4.2", "4.1");
    server.pbx.bridge(caller, answering.bridge());
    assertThat(server.pbx.actions()).containsExactly("begin 4.1", "begin 4.2", "end 4.1");
  }

  @Test
  void a_call_that_was_asked_for_while_it_rang_has_one_recorder() {
    Channel caller = server.pbx.talk("SIP/trunk-4", "4.1");
    Channel ringing = server.pbx.ring("SIP/413-5", "4.2", "4.1");
    id(server.start("413", "22"));
    server.pbx.answer(ringing);
    server.background.letTimePass();
    assertThat(server.pbx.actions()).containsExactly("begin 4.2");
    assertThat(caller.bridged()).isTrue();
  }

  @Test
  void a_second_break_before_it_has_come_to_rest_is_followed_too() {
    RecordingId id = id(server.start("410", "22"));
    holdAndResume(customer);
    holdAndResume(customer);
    assertThat(server.pbx.actions())
        .containsExactly("begin 1.1", "begin 1.2", "end 1.1", "begin 1.1", "end 1.2");
    server.background.letTimePass();
    assertThat(actionsAfter(5)).containsExactly("begin 1.2", "end 1.1");
    server.background.letTimePass();
    assertThat(actionsAfter(7)).containsExactly("begin 1.1", "end 1.2");
    assertThat(legs(id)).hasSize(4);
  }

  @Test
  void of_two_recordings_one_of_each_party_one_moves_after_the_other() {
    RecordingId id = id(server.start("1.1", "22"));
    RecordingId other = id(server.start("1.2", "23"));
    holdAndResume(customer);
    assertThat(actionsAfter(2)).as("the first one").hasSize(2);
    server.background.letTimePass();
    assertThat(actionsAfter(4)).as("the second one, and the first one back").hasSize(4);
    server.background.letTimePass();
    assertThat(legs(id))
        .extracting(segment -> segment.uniqueId().value())
        .containsExactly("1.2", "1.1");
    assertThat(legs(other))
        .extracting(segment -> segment.uniqueId().value())
        .containsExactly("1.1", "1.2");
    assertThat(server.pbx.recorders()).isEqualTo(2);
  }

  @Test
  void while_it_is_on_the_other_channel_it_is_still_that_of_its_own() {
    RecordingId id = id(server.start("1.1", "22"));
    holdAndResume(customer);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.2", "end 1.1");
    RecordingId other = id(server.start("1.2", "23"));
    assertThat(server.pbx.recorders()).as("both are recorded").isEqualTo(2);
    assertThat(id(server.stop("1.1"))).isEqualTo(id);
    assertThat(server.state(other)).isEqualTo("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void what_a_crm_stops_meanwhile_does_not_go_back() {
    id(server.start("410", "22"));
    holdAndResume(customer);
    id(server.stop("410"));
    server.background.letTimePass();
    assertThat(actionsAfter(3)).containsExactly("end 1.2");
    assertThat(server.pbx.recorders()).isZero();
  }

  @Test
  void what_is_on_the_other_channel_stays_there_when_the_recorded_one_is_gone() {
    RecordingId id = id(server.start("410", "22"));
    holdAndResume(customer);
    colleagueAnswers();
    server.pbx.hangUp(agent);
    server.background.letTimePass();
    assertThat(legs(id)).extracting(segment -> segment.uniqueId().value()).startsWith("1.2");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void when_the_other_channel_leaves_meanwhile_it_goes_on_with_the_next_partner_s() {
    RecordingId id = id(server.start("410", "22"));
    holdAndResume(customer);
    server.pbx.hangUp(customer);
    colleagueAnswers();
    assertThat(actionsAfter(3)).containsExactly("begin 1.3");
    server.background.letTimePass();
    assertThat(actionsAfter(4)).containsExactly("begin 1.1", "end 1.3");
    assertThat(legs(id)).extracting(segment -> segment.uniqueId().value()).endsWith("1.3", "1.1");
  }

  @Test
  void whoever_holds_by_the_pbx_and_asks_a_colleague_is_recorded_with_the_colleague() {
    id(server.start("410", "22"));
    server.pbx.lie(new ChannelEvent.Held(agent.uniqueId(), true));
    Channel asking = asksColleague();
    assertThat(actionsAfter(1)).containsExactly("begin 1.3", "end 1.1");
    server.pbx.bridge(asking, customer.bridge());
    assertThat(actionsAfter(3))
        .as("also without a word of hold")
        .containsExactly("begin 1.2", "end 1.3");
  }

  @Test
  void a_pbx_that_falls_silent_is_told_of_both_moves_when_it_answers() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hold(customer);
    server.pbx.takeNoOrders();
    server.pbx.resume(customer);
    server.background.letTimePass();
    server.pbx.answerAgain();
    server.background.tryAgain();
    server.background.letTimePass();
    assertThat(legs(id))
        .extracting(segment -> segment.uniqueId() + " " + segment.state().name())
        .containsExactly("1.2 available", "1.1 recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_store_that_loses_its_answer_makes_no_move_twice() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hold(customer);
    server.store.loseNextAnswer();
    server.pbx.resume(customer);
    server.background.tryAgain();
    assertThat(legs(id)).extracting(segment -> segment.uniqueId().value()).containsExactly("1.2");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_call_that_is_held_again_and_again_is_left_alone_in_the_end() {
    RecordingId id = id(server.start("410", "22"));
    for (int i = 0; i < 200; i++) {
      holdAndResume(customer);
    }
    server.background.letTimePass();
    assertThat(legs(id)).hasSize(100);
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_restart_before_it_has_gone_back_leaves_it_where_it_is() {
    RecordingId id = id(server.start("410", "22"));
    holdAndResume(customer);
    server.crash();
    server.restart();
    server.reconcileOnSchedule();
    assertThat(legs(id)).extracting(segment -> segment.state().name()).containsExactly("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }
}
