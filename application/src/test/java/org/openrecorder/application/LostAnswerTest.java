package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/** The PBX or the store did something, and the answer was lost. */
class LostAnswerTest {

  private final Server server = new Server();

  @Test
  void what_the_crm_was_refused_does_not_go_on_behind_its_back() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.loseNextAnswer();

    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);

    assertThat(server.pbx.recorders()).isZero();
    RecordingSegment refused = newest("22");
    assertThat(server.spool.has(Server.PBX, refused.id())).isFalse();
    assertThat(refused.state().name()).isEqualTo("failed");
    assertThat(refused.state().reason().orElseThrow())
        .contains("the PBX did not answer")
        .contains("it had begun to record all the same: that was ended and its file removed");
  }

  @Test
  void a_request_that_the_pbx_never_heard_of_ends_with_nothing_recorded() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.takeNoOrders();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    assertThat(newest("22").state().name()).isEqualTo("withdrawn");

    server.pbx.answerAgain();
    lookAgain();

    assertThat(newest("22").state().name()).isEqualTo("failed");
    assertThat(newest("22").state().reason().orElseThrow()).endsWith("; nothing was recorded");
  }

  @Test
  void a_cancelled_request_is_neither_stopped_nor_retrieved() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.takeNoOrders();
    server.start("410", "22");

    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.NOT_RECORDING);
    assertThat(code(server.retrieve("22", "fred"))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    server.pbx.hangUp(agent);
    assertThat(code(server.retrieve("22", "fred"))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(newest("22").state().name()).isEqualTo("failed");
  }

  @Test
  void a_crash_does_not_forget_what_was_cancelled() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.whileBeginning(server.pbx::fallSilent);
    server.pbx.loseNextAnswer();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    assertThat(server.pbx.recorders()).isEqualTo(1);
    server.crash();
    server.restart();
    assertThat(server.pbx.recorders()).isZero();
    assertThat(newest("22").state().name()).isEqualTo("failed");
  }

  @Test
  void a_call_that_ends_before_the_pbx_can_be_asked_leaves_no_file() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.whileBeginning(server.pbx::fallSilent);
    server.pbx.loseNextAnswer();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    RecordingId refused = newest("22").id();
    assertThat(server.spool.has(Server.PBX, refused)).isTrue();
    server.crash();
    server.pbx.hangUp(agent);
    server.restart();
    assertThat(server.spool.has(Server.PBX, refused)).isFalse();
    assertThat(newest("22").state().reason().orElseThrow()).contains("all the same");
  }

  @Test
  void asking_again_makes_exactly_one_recorder() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.whileBeginning(server.pbx::fallSilent);
    server.pbx.loseNextAnswer();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    server.pbx.answerAgain();

    RecordingId again = id(server.start("410", "22"));
    assertThat(server.pbx.recorders()).isEqualTo(1);
    lookAgain();

    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(again)).isEqualTo("recording");
  }

  @Test
  void a_pbx_that_works_off_late_what_it_was_told_is_caught() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.beginLater();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    RecordingId again = id(server.start("410", "22"));
    server.pbx.workOff();
    assertThat(server.pbx.recorders()).isEqualTo(2);

    lookAgain();

    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(again)).isEqualTo("recording");
    assertThat(id(server.stop("410"))).isEqualTo(again);
    assertThat(server.pbx.recorders()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_stop_that_could_not_be_stored_counts_from_when_the_pbx_was_told(boolean askedAgain) {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.clock.advance(Duration.ofSeconds(1));
    Instant told = server.clock.instant();
    server.pbx.whileEnding(server.store::goDown);
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(server.pbx.recorders()).isZero();
    server.clock.advance(Duration.ofSeconds(5));
    server.store.comeBack();

    if (askedAgain) {
      assertThat(id(server.stop("410"))).isEqualTo(id);
    } else {
      server.pbx.hangUp(agent);
    }

    assertThat(server.recording(id).state().endedAt()).contains(told);
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void a_request_of_which_nobody_knows_whether_it_was_stored_does_not_come_true_later() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.store.loseNextAnswer();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);

    lookAgain();
    server.crash();
    server.restart();

    assertThat(server.pbx.recorders()).isZero();
    assertThat(newest("22").state().name()).isEqualTo("failed");
    assertThat(newest("22").state().reason().orElseThrow())
        .isEqualTo("the store did not answer when this was asked for; nothing was recorded");
  }

  @Test
  void so_it_is_with_several() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/412-2", "2.1");
    server.background.hold(true);
    server.store.loseNextAnswer();
    server.start("410", "22");
    server.store.loseNextAnswer();
    server.start("412", "23");
    server.background.hold(false);

    lookAgain();

    assertThat(newest("22").state().name()).isEqualTo("failed");
    assertThat(newest("23").state().name()).isEqualTo("failed");
  }

  @Test
  void where_too_much_waits_a_request_is_taken_back_with_the_next_one() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/412-2", "2.1");
    server.background.fill(true);
    server.store.loseNextAnswer();
    server.start("410", "22");
    server.background.fill(false);
    assertThat(newest("22").state().name()).isEqualTo("requested");
    server.store.loseNextAnswer();
    server.start("412", "23");

    lookAgain();

    assertThat(newest("22").state().name()).isEqualTo("failed");
    assertThat(newest("23").state().name()).isEqualTo("failed");
  }

  @Test
  void where_too_much_waits_an_end_is_taken_in_by_the_next_comparison() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.background.fill(true);
    server.store.loseNextAnswer();
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    server.background.fill(false);
    server.crash();
    server.restart();
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void a_request_that_was_not_stored_leaves_nothing() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.store.goDown();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    server.store.comeBack();
    lookAgain();
    assertThat(server.background.waiting()).isZero();
    assertThat(server.recordings.search(byTag("22"), Optional.empty(), 1).items()).isEmpty();
  }

  @Test
  void whoever_asks_again_takes_up_the_request_of_which_nobody_knew() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.store.loseNextAnswer();
    server.background.hold(true);
    server.start("410", "22");
    RecordingId id = id(server.start("410", "22"));
    server.background.hold(false);

    lookAgain();

    assertThat(newest("22").id()).isEqualTo(id);
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void a_stop_of_which_nobody_knows_whether_it_was_stored_is_taken_in() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.store.loseNextAnswer();
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);

    lookAgain();

    assertThat(server.state(id)).isEqualTo("available");
  }

  @ParameterizedTest
  @ValueSource(strings = {"410", "1.1"})
  void a_stop_of_which_nobody_knows_whether_it_was_stored_can_be_asked_for_again(String which) {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.store.loseNextAnswer();
    assertThat(code(server.stop(which))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);

    assertThat(id(server.stop(which))).isEqualTo(id);
  }

  @Test
  void once_it_is_known_that_a_stop_was_stored_another_one_is_refused_as_any() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.start("410", "22");
    server.store.loseNextAnswer();
    server.stop("410");
    server.stop("410");
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.NOT_RECORDING);
  }

  @Test
  void a_hang_up_of_which_nobody_knows_whether_it_was_stored_is_taken_in() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.store.loseNextAnswer();
    server.pbx.hangUp(agent);

    lookAgain();

    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void an_end_that_nobody_heard_of_is_taken_in_though_its_answer_is_lost() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.hangUp(agent);
    server.store.loseNextAnswer();
    server.restart();

    lookAgain();

    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void what_was_taken_in_leaves_no_file_though_nobody_knew_whether_it_was_stored() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.background.hold(true);
    server.stop("410");
    server.background.hold(false);
    server.store.loseNextAnswer();

    lookAgain();

    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.spool.has(Server.PBX, id)).isFalse();
  }

  @Test
  void a_recorder_that_somebody_else_has_ended_leaves_less_than_was_asked_for() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.stopRecorderOf(id);
    server.clock.advance(Duration.ofSeconds(5));

    assertThat(id(server.stop("410"))).isEqualTo(id);

    assertThat(server.state(id)).isEqualTo("interrupted");
  }

  @Test
  void a_beginning_that_cannot_be_stored_is_stored_when_the_store_is_back() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.whileBeginning(server.store::goDown);
    RecordingId id = id(server.start("410", "22"));
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    server.store.comeBack();
    assertThat(server.state(id)).isEqualTo("requested");

    lookAgain();

    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(results("start")).containsExactly("OK");
  }

  @Test
  void asking_again_after_the_store_was_down_takes_up_the_recorder_that_runs() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.whileBeginning(server.store::goDown);
    RecordingId id = id(server.start("410", "22"));
    server.store.comeBack();

    assertThat(id(server.start("410", "22"))).isEqualTo(id);

    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void whoever_decides_next_stores_the_beginning_first() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    server.background.lose(true);
    RecordingId id = id(server.start("410", "22"));
    assertThat(server.state(id)).isEqualTo("requested");
    server.background.lose(false);

    assertThat(id(server.stop("410"))).isEqualTo(id);

    assertThat(results("start")).containsExactly("OK");
    assertThat(results("stop")).containsExactly("OK");
    server.pbx.hangUp(agent);
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(id);
  }

  @Test
  void a_crash_before_the_beginning_is_stored_loses_neither_recording_nor_audit_row() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.background.lose(true);
    RecordingId id = id(server.start("410", "22"));
    assertThat(server.trail.rows()).isEmpty();
    server.crash();
    server.background.lose(false);

    server.restart();

    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(results("start")).containsExactly("OK");
    assertThat(server.trail.rows().getFirst().reason())
        .startsWith("the server ended before it had noted this; ");
    assertThat(server.trail.unconfirmedIntents(10)).isEmpty();
  }

  @Test
  void a_rejection_takes_the_place_of_the_row_that_was_announced() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.loseNextAnswer();
    server.start("410", "22");
    assertThat(results("start")).containsExactly("PBX_UNAVAILABLE");
    assertThat(server.trail.rows().getFirst().recording()).contains(newest("22").id());
    assertThat(server.trail.unconfirmedIntents(10)).isEmpty();
  }

  @Test
  void a_beginning_of_which_nobody_knows_whether_it_was_stored_leaves_one_row() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.whileBeginning(server.store::loseNextAnswer);
    RecordingId id = id(server.start("410", "22"));
    lookAgain();
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(results("start")).containsExactly("OK");
  }

  @Test
  void a_stop_that_the_pbx_does_not_answer_leaves_a_row() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.start("410", "22");
    server.pbx.loseNextAnswer();
    server.stop("410");
    assertThat(results("stop")).containsExactly("PBX_UNAVAILABLE");
  }

  private List<String> results(String action) {
    return server.trail.rows().stream()
        .filter(row -> row.action().equals(action))
        .map(AuditTrail.Row::result)
        .toList();
  }

  @Test
  void a_request_that_waited_for_the_answer_is_begun_once() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.loseNextAnswer();
    server.pbx.answer(agent);
    lookAgain();
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void a_recording_whose_beginning_could_not_be_stored_before_the_hang_up_is_kept() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.whileBeginning(server.store::goDown);
    server.pbx.answer(agent);
    server.pbx.hangUp(agent);
    server.store.comeBack();
    lookAgain();
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void a_stop_whose_answer_was_lost_can_be_asked_for_again() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.loseNextAnswer();
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    assertThat(id(server.stop("410"))).isEqualTo(id);
    server.pbx.hangUp(agent);
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(id);
  }

  private RecordingSegment newest(String tag) {
    return server.recordings.search(byTag(tag), Optional.empty(), 1).items().getFirst().segment();
  }

  private static Recordings.Filter byTag(String tag) {
    return Recordings.Filter.byTag(new Tag(tag));
  }

  /** More often than a PBX is asked at most. */
  private void lookAgain() {
    for (int i = 0; i < 10; i++) {
      server.background.tryAgain();
    }
  }
}
