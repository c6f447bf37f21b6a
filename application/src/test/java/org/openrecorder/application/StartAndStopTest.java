package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.AudioArchive.Room;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;

class StartAndStopTest {

  private final Server server = new Server();

  @Test
  void a_start_by_extension_records_the_live_channel_and_tags_the_call() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(server.callOf(id).externalReference()).contains(new Tag("22"));
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_start_by_unique_id_does_the_same() {
    server.pbx.talk("SIP/410-1", "1.1");
    assertThat(server.state(id(server.start("1.1", "22")))).isEqualTo("recording");
  }

  @Test
  void the_name_of_the_pbx_may_stand_before_a_unique_id() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("pbx-1.1", "22"));
    assertThat(id(server.stop("pbx-1.1"))).isEqualTo(id);
    assertThat(id(server.stop("pbx-1.1"))).as("and again").isEqualTo(id);
  }

  @Test
  void a_system_name_that_is_the_pbx_name_means_itself() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/411-1", "pbx-1.1");
    RecordingId id = id(server.start("pbx-1.1", "22"));
    assertThat(server.recording(id).uniqueId()).isEqualTo(new UniqueId("pbx-1.1"));
    assertThat(server.recording(id(server.start("pbx-pbx-1.1", "23"))).uniqueId())
        .isEqualTo(new UniqueId("pbx-1.1"));
  }

  @Test
  void another_name_before_a_unique_id_finds_nothing() {
    server.pbx.talk("SIP/410-1", "1.1");
    id(server.start("1.1", "22"));
    assertThat(code(server.start("other-1.1", "22"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(code(server.stop("other-1.1"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
  }

  @Test
  void a_start_where_nothing_is_live_is_refused() {
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(code(server.start("1.1", "22"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void two_conversations_on_one_extension_are_refused_and_listed() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/410-2", "1.2");
    Rejection rejection = Server.rejection(server.start("410", "22"));
    assertThat(rejection.code()).isEqualTo(ErrorCode.AMBIGUOUS);
    assertThat(rejection.message()).contains("1.1", "1.2");
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void the_same_tag_again_changes_nothing() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId first = id(server.start("410", "22"));
    assertThat(id(server.start("410", "22"))).isEqualTo(first);
    assertThat(server.pbx.actions()).containsExactly("begin 1.1");
  }

  @Test
  void another_tag_begins_a_new_recording_before_it_ends_the_old_one() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId old = id(server.start("410", "22"));
    RecordingId fresh = id(server.start("410", "23"));
    assertThat(server.pbx.actions()).containsExactly("begin 1.1", "begin 1.1", "end 1.1");
    assertThat(server.state(fresh)).isEqualTo("recording");
    assertThat(server.state(old)).isEqualTo("available");
    assertThat(server.callOf(old).externalReference()).contains(new Tag("23"));
    assertThat(server.recording(old).tag()).isEqualTo(new Tag("22"));
    server.pbx.hangUp(agent);
    assertThat(server.state(fresh)).isEqualTo("available");
  }

  @Test
  void two_telephones_of_one_call_are_recorded_beside_each_other_under_different_tags() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/411-2", "1.2", "1.1");
    RecordingId one = id(server.start("410", "22"));
    RecordingId other = id(server.start("411", "23"));
    assertThat(server.state(one)).isEqualTo("recording");
    assertThat(server.state(other)).isEqualTo("recording");
    id(server.stop("411"));
    assertThat(server.state(one)).isEqualTo("recording");
    assertThat(server.state(other)).isEqualTo("available");
  }

  @Test
  void a_ringing_call_is_recorded_from_its_answer_on() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    assertThat(server.state(id)).isEqualTo("requested");
    assertThat(server.pbx.actions()).isEmpty();
    server.pbx.answer(agent);
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(server.callOf(id).answeredAt()).isPresent();
  }

  @Test
  void a_call_that_is_never_answered_ends_empty() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("empty");
    assertThat(server.recording(id).state().reason()).isPresent();
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void a_request_that_the_pbx_does_not_answer_does_not_come_true_later() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.takeNoOrders();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    server.pbx.answerAgain();
    server.pbx.answer(agent);
    assertThat(server.pbx.recorders()).isZero();
    assertThat(server.countOf("22")).isEqualTo(1);
  }

  @Test
  void yes_without_a_file_is_not_confirmed_and_leaves_no_recorder_behind() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.writeNoFiles();
    Rejection rejection = Server.rejection(server.start("410", "22"));
    assertThat(rejection.code()).isEqualTo(ErrorCode.NOT_CONFIRMED);
    assertThat(rejection.recording()).isPresent();
    assertThat(server.pbx.recorders()).isZero();
  }

  @Test
  void a_failed_start_does_not_take_the_external_reference() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.writeNoFiles();
    server.start("410", "23");
    assertThat(server.callOf(id).externalReference()).contains(new Tag("22"));
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void full_storage_refuses_new_recordings_only() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.archive.room(Room.LOW);
    assertThat(code(server.start("410", "23"))).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(id(server.start("410", "22"))).isEqualTo(id);
    assertThat(id(server.stop("410"))).isEqualTo(id);
  }

  @Test
  void a_spool_that_is_not_there_is_told_as_what_it_is() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.archive.room(Room.SPOOL_GONE);
    Rejection rejection = Server.rejection(server.start("410", "22"));
    assertThat(rejection.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(rejection.message()).contains("spool").doesNotContain("full");
    assertThat(rejection.retryAfter()).isPresent();
    assertThat(server.pbx.actions()).isEmpty();
    server.archive.room(Room.ENOUGH);
    assertThat(server.state(id(server.start("410", "22")))).isEqualTo("recording");
  }

  @Test
  void an_archive_that_is_not_there_is_told_as_what_it_is() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.archive.room(Room.ARCHIVE_GONE);
    Rejection rejection = Server.rejection(server.start("410", "22"));
    assertThat(rejection.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(rejection.message()).contains("archive").doesNotContain("full");
  }

  @Test
  void audio_that_a_full_disk_swallowed_is_told() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.archive.lastShort(server.clock.instant());
    server.clock.advance(Duration.ofSeconds(12));
    server.stop("410");
    assertThat(server.state(id)).isEqualTo("interrupted");
    assertThat(server.recording(id).state().reason().orElseThrow())
        .startsWith("the disk that the PBX records to was full; 11.0 s of audio are missing");
  }

  @Test
  void audio_that_nobody_sent_is_no_fault_of_a_disk() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.archive.lastShort(server.clock.instant().minusSeconds(1));
    RecordingId id = id(server.start("410", "22"));
    server.clock.advance(Duration.ofSeconds(12));
    server.stop("410");
    assertThat(server.recording(id).state().reason().orElseThrow())
        .startsWith("11.0 s of audio are missing");
  }

  @Test
  void nothing_is_asked_of_the_pbx_when_the_request_cannot_be_stored() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.store.goDown();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void a_stop_ends_the_recording_and_its_audio_goes_to_the_archive() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    assertThat(id(server.stop("410"))).isEqualTo(id);
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.spool.has(Server.PBX, id)).isFalse();
  }

  @Test
  void a_stop_where_nothing_is_recorded_is_refused() {
    server.pbx.talk("SIP/410-1", "1.1");
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.NOT_RECORDING);
    assertThat(code(server.stop("1.1"))).isEqualTo(ErrorCode.NOT_RECORDING);
    assertThat(code(server.stop("411"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(code(server.stop("9.9"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
  }

  @Test
  void a_second_stop_succeeds_by_unique_id_and_is_refused_by_extension() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    id(server.stop("1.1"));
    assertThat(id(server.stop("1.1"))).isEqualTo(id);
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.NOT_RECORDING);
  }

  @Test
  void a_stop_by_unique_id_succeeds_after_the_call_has_ended() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    assertThat(id(server.stop("1.1"))).isEqualTo(id);
  }

  @Test
  void a_stop_by_the_other_telephone_ends_the_recording_of_the_call() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/411-2", "1.2", "1.1");
    RecordingId id = id(server.start("410", "22"));
    assertThat(id(server.stop("411"))).isEqualTo(id);
  }

  @Test
  void of_two_calls_on_an_extension_a_stop_means_the_one_that_is_recorded() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.talk("SIP/410-2", "1.2");
    assertThat(id(server.stop("410"))).isEqualTo(id);
  }

  @Test
  void a_stop_that_the_pbx_does_not_answer_leaves_the_recording_as_it_is() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.fallSilent();
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void a_hang_up_ends_the_recording_of_that_channel() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.callOf(id).inProgress()).isFalse();
  }

  @Test
  void channels_that_come_later_become_part_of_the_call_record() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    Channel late = server.pbx.talk("SIP/411-2", "1.2", "1.1");
    assertThat(server.callOf(id).has(late.uniqueId())).isTrue();
    server.pbx.hangUp(agent);
    assertThat(server.callOf(id).inProgress()).isTrue();
    server.pbx.hangUp(late);
    assertThat(server.callOf(id).inProgress()).isFalse();
  }

  @Test
  void a_call_whose_channels_move_to_another_linked_id_lasts_until_they_are_gone() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    Channel moved = server.pbx.move(agent, "7.7");
    assertThat(server.callOf(id).inProgress()).isTrue();
    assertThat(id(server.stop("410"))).isEqualTo(id);
    server.pbx.hangUp(moved);
    assertThat(server.callOf(id).inProgress()).isFalse();
  }
}
