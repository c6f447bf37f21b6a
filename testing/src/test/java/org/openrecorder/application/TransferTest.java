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
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.application.retrieval.VoiceSignature;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.MonitorId;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
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

  private List<Recording> legs(RecordingId id) {
    return server.recordings.legs(List.of(id));
  }

  private byte[] heard(String tag) throws IOException {
    try (VoiceSignature signature = audio(server.retrieve(tag, "max")).signature();
        InputStream stream = signature.content().stream()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      stream.transferTo(bytes);
      assertThat(signature.content().bytes()).isEqualTo(bytes.size());
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
    assertThat(code(server.retrieve("22", "max"))).isEqualTo(RefusalCode.CALL_IN_PROGRESS);
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.hangUp(customer);
    server.pbx.hangUp(colleague);

    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("available");
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
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
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
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
  }

  @Test
  void it_follows_a_new_partner_though_nobody_knows_whether_that_leg_was_stored() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(customer);
    server.store.loseNextAnswer();
    colleagueAnswers();

    server.background.tryAgain();

    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.1");
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
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
    assertThat(legs(id)).allMatch(leg -> leg.whole().equals(id));
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
    assertThat(server.state(other)).isEqualTo("recording");
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
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("failed");
    assertThat(heard("22")).isEqualTo(WavFiles.oneSecond());
  }

  @Test
  void a_pbx_that_falls_silent_is_told_again() {
    RecordingId id = id(server.start("410", "22"));
    colleagueAnswers();
    server.pbx.fallSilent();
    server.pbx.hangUp(agent);
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("requested");
    server.pbx.answerAgain();
    server.background.tryAgain();
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_transfer_that_nobody_heard_is_made_up_for_when_the_link_is_back() {
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.hangUp(agent);
    colleagueAnswers();
    server.restart();
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
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
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
  }

  @Test
  void so_does_one_whose_new_party_has_come_meanwhile_and_it_is_known_by_its_unique_id() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.crash();
    Channel colleague = colleagueAnswers();
    server.restart();
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
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
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("available");
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
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.1");
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
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
  void a_wish_for_a_telephone_that_rang_goes_on_with_whoever_takes_the_call() {
    Channel ringing = server.pbx.ring("SIP/412-3", "1.3", "1.1");
    RecordingId id = id(server.start("412", "22"));
    server.pbx.hangUp(customer);
    Channel taker = server.pbx.talk("SIP/413-4", "1.4", "1.1");
    server.pbx.hangUp(ringing);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
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
    server.pbx.hangUp(customer);
    assertThat(server.pbx.actions()).as("nobody there yet").containsExactly("begin 1.1");
    colleagueAnswers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.1");
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void another_tag_on_the_channel_that_stayed_ends_the_leg_that_has_moved() {
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(customer);
    colleagueAnswers();
    RecordingId other = id(server.start("1.1", "23"));
    assertThat(server.pbx.actions())
        .containsExactly("begin 1.1", "begin 1.3", "end 1.1", "begin 1.1", "end 1.3");
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("available");
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
    server.pbx.hangUp(customer);
    colleagueAnswers();
    Recording first = server.recording(id);
    server.putBack(
        first, new RecordingState.Running(first.requestedAt(), new MonitorId("monitor-1")));
    server.spool.put(Server.PBX, id, WavFiles.oneSecond());
    server.reconcileOnSchedule();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(legs(id)).extracting(leg -> leg.state().name()).containsExactly("recording");
  }

  @Test
  void a_recorder_is_not_ended_when_the_one_that_shall_follow_it_does_not_begin() {
    id(server.start("410", "22"));
    server.pbx.hangUp(customer);
    server.pbx.writeNoFiles();
    colleagueAnswers();
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.3", "end 1.3");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void the_mark_of_the_recording_holds_for_all_its_legs_and_lists_name_it_once() {
    RecordingId id = id(server.start("410", "22"));
    Channel colleague = colleagueAnswers();
    server.pbx.hangUp(agent);
    server.pbx.hangUp(customer);
    server.pbx.hangUp(colleague);
    List<RecordedCall> listed =
        server
            .recordings
            .search(Recordings.Filter.byTag(new Tag("22")), Optional.empty(), 10)
            .items();
    assertThat(listed).extracting(item -> item.recording().id()).containsExactly(id);
    RecordingId leg = legs(id).getFirst().id();
    assertThat(code(server.listening().listen(Server.ADMINISTRATOR, leg)))
        .as("a part is none that anybody may name")
        .isEqualTo(RefusalCode.NO_SUCH_RECORDING);
    server.mark(id, Mark.PRIVATE);
    assertThat(code(server.retrieve("22", "max"))).isEqualTo(RefusalCode.NO_SUCH_RECORDING);
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
}
