package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.RecordingId;

class RestartTest {

  private final Server server = new Server();

  @Test
  void a_recording_goes_on_over_a_restart_and_can_be_stopped_and_retrieved() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.restart();
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(id(server.stop("410"))).isEqualTo(id);
    server.pbx.hangUp(agent);
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(id);
  }

  @Test
  void a_recording_that_was_replaced_just_before_a_crash_ends_after_it() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId older = id(server.start("410", "22"));
    server.background.lose(true);
    RecordingId newer = id(server.start("410", "23"));
    server.crash();
    server.background.lose(false);
    assertThat(server.pbx.recorders()).isEqualTo(2);
    server.restart();
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(server.state(older)).isEqualTo("available");
    assertThat(server.state(newer)).isEqualTo("recording");
  }

  @Test
  void a_call_that_ended_while_the_server_was_down_is_closed_and_its_audio_kept() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.hangUp(agent);
    server.restart();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.callOf(id).inProgress()).isFalse();
  }

  @Test
  void a_call_that_was_answered_while_the_server_was_down_is_recorded_from_then_on() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.answer(agent);
    server.restart();
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void a_call_that_rang_and_went_while_the_server_was_down_ends_empty() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.hangUp(agent);
    server.restart();
    assertThat(server.state(id)).isEqualTo("empty");
  }

  @Test
  void while_the_pbx_is_out_of_reach_nothing_is_promised() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.crash();
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
    assertThat(code(server.stop("410"))).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
  }

  @Test
  void audio_that_could_not_be_taken_in_is_taken_in_later() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.archive.goDown();
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("finalising");
    server.archive.comeBack();
    server.restart();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.spool.has(Server.PBX, id)).isFalse();
  }

  @Test
  void a_hang_up_while_the_store_is_down_is_not_forgotten() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.store.goDown();
    server.pbx.hangUp(agent);
    server.store.comeBack();
    server.background.tryAgain();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.callOf(id).inProgress()).isFalse();
  }
}
