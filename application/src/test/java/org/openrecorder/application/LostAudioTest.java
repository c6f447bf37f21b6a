package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.PBX;
import static org.openrecorder.application.Server.id;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.testing.WavFiles;

/** What was recorded and is not there any more is never told as if there had been nothing. */
class LostAudioTest {

  private static final byte[] NO_SAMPLE = WavFiles.withoutAudio();
  private static final byte[] KILLED = WavFiles.unfinished(NO_SAMPLE);

  private final Server server = new Server();
  private final Channel agent = server.pbx.talk("SIP/410-1", "1.1");
  private final RecordingId id = id(server.start("410", "22"));

  private void goesBy(Duration time) {
    server.clock.advance(time);
  }

  /** The PBX writes that to the disk, and the rest to nowhere. */
  private void leaves(byte[] file) {
    server.spool.put(PBX, id, file);
  }

  private String reason() {
    return server.recording(id).state().reason().orElse("");
  }

  @Test
  void a_pbx_that_is_killed_in_its_first_second_leaves_a_damaged_recording_that_says_so() {
    leaves(KILLED);
    goesBy(Duration.ofMillis(900));
    server.pbx.die();
    goesBy(Duration.ofSeconds(20));
    server.reconnect();
    assertThat(server.state(id)).isEqualTo("damaged");
    assertThat(reason()).contains("did not finish", "0.9 s of audio are missing");
    RecordingSegment told = server.recording(id);
    assertThat(told.state().startedAt()).contains(told.requestedAt());
    assertThat(told.state().endedAt()).contains(told.requestedAt().plusMillis(900));
    assertThat(server.spool.has(PBX, id)).isFalse();
  }

  @Test
  void what_a_killed_pbx_had_not_written_yet_is_told() {
    leaves(WavFiles.unfinished(WavFiles.oneSecond()));
    goesBy(Duration.ofSeconds(4));
    server.pbx.die();
    goesBy(Duration.ofSeconds(20));
    server.reconnect();
    assertThat(server.state(id)).isEqualTo("interrupted");
    assertThat(reason()).contains("3.0 s of audio are missing");
  }

  @Test
  void a_file_that_the_pbx_closed_ended_when_it_was_closed_however_late_the_link_was_lost() {
    leaves(WavFiles.tone(8_000, 32_000));
    goesBy(Duration.ofSeconds(4));
    server.pbx.stopRecorderOf(id);
    goesBy(Duration.ofSeconds(9));
    server.pbx.die();
    server.reconnect();
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void a_long_recording_whose_finished_file_has_no_sample_is_damaged() {
    leaves(NO_SAMPLE);
    goesBy(Duration.ofSeconds(30));
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("damaged");
    assertThat(reason()).contains("without a single sample", "30.0 s of audio are missing");
  }

  @Test
  void a_recording_that_was_over_at_once_is_empty() {
    leaves(NO_SAMPLE);
    goesBy(Duration.ofMillis(60));
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("empty");
    assertThat(server.recording(id).state().startedAt()).isPresent();
  }

  @Test
  void a_disk_that_was_full_from_the_start_is_named() {
    leaves(new byte[0]);
    server.archive.lastShort(server.clock.instant());
    goesBy(Duration.ofSeconds(7));
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("damaged");
    assertThat(reason()).contains("disk that the PBX records to was full", "7.0 s of audio");
  }

  @Test
  void a_file_that_turns_up_too_short_says_so_too() {
    server.spool.remove(PBX, id);
    goesBy(Duration.ofSeconds(10));
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("failed");
    leaves(WavFiles.oneSecond());
    server.reconcile();
    assertThat(server.state(id)).isEqualTo("interrupted");
    assertThat(reason()).contains("found later", "9.0 s of audio are missing");
  }

  @Test
  void work_that_had_to_wait_does_not_make_the_recording_longer() {
    leaves(WavFiles.oneSecond());
    goesBy(Duration.ofSeconds(1));
    server.background.hold(true);
    server.pbx.hangUp(agent);
    goesBy(Duration.ofSeconds(30));
    server.background.hold(false);
    server.background.tryAgain();
    assertThat(server.state(id)).isEqualTo("available");
  }
}
