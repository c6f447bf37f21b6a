package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.PBX;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.reconciliation.Finding;
import org.openrecorder.application.reconciliation.FindingKind;
import org.openrecorder.application.reconciliation.ReconciliationReport;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.StoredAudio;
import org.openrecorder.testing.WavFiles;

class ReconciliationTest {

  private static final RecordingId NOBODYS = new RecordingId(new UUID(7, 7));

  private final Server server = new Server();

  private RecordingId running(String extension, String uniqueId) {
    server.pbx.talk("SIP/" + extension + "-1", uniqueId);
    return id(server.start(extension, "order " + extension));
  }

  private RecordingId kept(String extension, String uniqueId) {
    RecordingId id = running(extension, uniqueId);
    id(server.stop(extension));
    assertThat(server.state(id)).isEqualTo("available");
    return id;
  }

  private StoredAudio audio(RecordingId id) {
    return server.recording(id).state().audio().orElseThrow();
  }

  private static List<String> told(Stream<ReconciliationReport.Named> findings) {
    return findings
        .map(ReconciliationReport.Named::finding)
        .map(finding -> finding.kind() + " " + finding.subject())
        .toList();
  }

  private static List<String> told(ReconciliationReport report) {
    return told(report.findings().stream());
  }

  private static List<String> news(ReconciliationReport report) {
    return told(report.findings().stream().filter(ReconciliationReport.Named::isNew));
  }

  /** What was found by all runs so far. */
  private List<String> toldByAll() {
    return told(server.reports().stream().flatMap(report -> report.findings().stream()));
  }

  @Test
  void the_pbx_is_asked_for_its_channels_before_they_are_compared() {
    Channel agent = server.pbx.talk("SIP/401-1", "1.1");
    RecordingId over = id(server.start("401", "order 401"));
    Channel ringing = server.pbx.ring("SIP/402-1", "2.1");
    RecordingId answered = id(server.start("402", "order 402"));
    RecordingId goesOn = running("403", "3.1");
    server.pbx.hangUpUnheard(agent);
    server.pbx.answerUnheard(ringing);
    server.reconcileOnSchedule();
    assertThat(server.state(over)).isEqualTo("available");
    assertThat(server.callOf(over).inProgress()).isFalse();
    assertThat(server.state(answered)).isEqualTo("recording");
    assertThat(server.state(goesOn)).isEqualTo("recording");
  }

  @Test
  void so_it_is_when_an_administrator_wants_it() {
    Channel agent = server.pbx.talk("SIP/401-1", "1.1");
    RecordingId over = id(server.start("401", "order 401"));
    server.pbx.hangUpUnheard(agent);
    assertThat(server.reconcile().notLooked()).isEmpty();
    assertThat(server.state(over)).isEqualTo("available");
    assertThat(server.callOf(over).inProgress()).isFalse();
  }

  @Test
  void five_sabotages_are_named_and_nothing_else_and_a_second_run_finds_nothing_new() {
    RecordingId robbed = kept("401", "1.1");
    RecordingId rowless = kept("402", "2.1");
    RecordingId untouched = kept("403", "3.1");
    RecordingId goesOn = running("404", "4.1");
    Channel agent = server.pbx.talk("SIP/405-1", "5.1");
    RecordingId unheard = id(server.start("405", "order 405"));
    RecordingId shortened = running("406", "6.1");
    server.clock.advance(Duration.ofSeconds(20));
    server.archive.goDown();
    id(server.stop("406"));
    server.crash();
    server.archive.comeBack();

    server.archive.lose(audio(robbed));
    server.recordings.drop(rowless);
    server.spool.put(PBX, NOBODYS, WavFiles.oneSecond());
    server.spool.put(PBX, shortened, WavFiles.tone(8_000, 1_000));
    server.pbx.hangUp(agent);
    putFullLength(unheard);
    putFullLength(goesOn);
    server.restart();

    assertThat(toldByAll())
        .containsExactlyInAnyOrder(
            "ARCHIVE_MISSING " + robbed,
            "ARCHIVE_UNKNOWN " + rowless,
            "UNKNOWN_FILE " + NOBODYS,
            "SHORT " + shortened,
            "END_MISSED " + unheard);
    assertThat(server.state(unheard)).isEqualTo("available");
    assertThat(server.state(shortened)).isEqualTo("interrupted");
    assertThat(server.state(untouched)).isEqualTo("available");
    assertThat(server.state(goesOn)).isEqualTo("recording");

    ReconciliationReport second = server.reconcile();
    assertThat(told(second))
        .containsExactlyInAnyOrder("ARCHIVE_MISSING " + robbed, "ARCHIVE_UNKNOWN " + rowless);
    assertThat(second.findings()).allMatch(named -> named.finding().open() && !named.isNew());
    assertThat(second.endedAt()).isPresent();
    assertThat(second.notLooked()).isEmpty();
  }

  /** What the PBX writes in the time that has gone by. */
  private void putFullLength(RecordingId id) {
    server.spool.put(PBX, id, WavFiles.tone(8_000, 160_000));
  }

  @Test
  void what_is_as_it_should_be_is_not_reported() {
    kept("401", "1.1");
    RecordingId goesOn = running("402", "2.1");
    server.pbx.ring("SIP/403-1", "3.1");
    RecordingId waits = id(server.start("403", "order 403"));
    server.spool.putForeign();
    ReconciliationReport report = server.reconcile();
    assertThat(report.findings()).isEmpty();
    assertThat(report.looked())
        .containsEntry("recordings", 2L)
        .containsEntry("calls", 3L)
        .containsEntry("foreignFiles", 1L)
        .containsEntry("archived", 1L);
    assertThat(server.state(goesOn)).isEqualTo("recording");
    assertThat(server.state(waits)).isEqualTo("requested");
  }

  @Test
  void a_recording_that_the_pbx_stopped_before_the_crash_is_closed() {
    RecordingId id = running("401", "1.1");
    RecordingSegment recorded = server.recording(id);
    server.clock.advance(Duration.ofSeconds(1));
    id(server.stop("401"));
    server.crash();
    server.putBack(recorded, recorded.state());
    server.spool.put(PBX, id, WavFiles.oneSecond());
    server.spool.touch(PBX, id);
    server.restart();
    assertThat(toldByAll()).containsExactly("END_MISSED " + id);
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.pbx.recorders()).isZero();
  }

  @Test
  void a_recorder_that_somebody_else_stopped_while_the_server_was_down_is_not_begun_again() {
    RecordingId stopped = running("401", "1.1");
    RecordingId goesOn = running("402", "2.1");
    server.clock.advance(Duration.ofSeconds(1));
    server.crash();
    server.pbx.stopRecorderOf(stopped);
    server.restart();
    assertThat(toldByAll()).containsExactly("END_MISSED " + stopped);
    assertThat(server.state(stopped)).isEqualTo("available");
    assertThat(server.state(goesOn)).isEqualTo("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void one_that_somebody_else_stopped_since_is_begun_again() {
    RecordingId stopped = running("401", "1.1");
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.stopRecorderOf(stopped);
    assertThat(told(server.reconcile())).isEmpty();
    assertThat(server.state(stopped)).isEqualTo("available");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_request_that_the_pbx_fulfilled_before_the_crash_is_adopted() {
    RecordingId id = running("401", "1.1");
    server.crash();
    RecordingSegment requested = server.recording(id);
    server.putBack(requested, new RecordingState.Requested());
    server.restart();
    assertThat(toldByAll()).containsExactly("ADOPTED " + id);
    assertThat(server.state(id)).isEqualTo("recording");
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void a_call_that_was_answered_unheard_is_recorded_late_and_that_is_told() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.answer(agent);
    server.restart();
    assertThat(toldByAll()).containsExactly("BEGUN_LATE " + id);
  }

  @Test
  void a_call_that_ended_unheard_after_its_recording_is_closed() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    id(server.stop("410"));
    server.crash();
    server.pbx.hangUp(agent);
    server.restart();
    assertThat(toldByAll()).containsExactly("CALL_END_MISSED 1.1");
    assertThat(server.callOf(id).inProgress()).isFalse();
  }

  @Test
  void a_recording_whose_end_was_missed_ended_when_its_file_was_last_written() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.hangUp(agent);
    server.clock.advance(Duration.ofHours(1));
    server.restart();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.recording(id).state().endedAt())
        .contains(server.recording(id).requestedAt().plusSeconds(1));
  }

  @Test
  void a_recording_that_ended_while_the_link_was_down_ended_when_its_file_was_last_written() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.disconnect();
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.hangUp(agent);
    server.clock.advance(Duration.ofHours(1));
    server.reconnect();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(server.recording(id).state().endedAt())
        .contains(server.recording(id).requestedAt().plusSeconds(1));
  }

  @Test
  void a_file_that_no_row_knows_is_put_aside_whole() {
    server.spool.put(PBX, NOBODYS, WavFiles.oneSecond());
    ReconciliationReport report = server.reconcile();
    assertThat(told(report)).containsExactly("UNKNOWN_FILE " + NOBODYS);
    assertThat(server.archive.file("orphans/" + NOBODYS + ".wav")).hasValue(WavFiles.oneSecond());
    assertThat(server.spool.has(PBX, NOBODYS)).isFalse();
    assertThat(server.reconcile().findings()).isEmpty();
  }

  @Test
  void two_different_files_of_one_name_are_both_put_aside() {
    server.spool.put(PBX, NOBODYS, WavFiles.oneSecond());
    server.reconcile();
    server.spool.put(PBX, NOBODYS, WavFiles.tone(8_000, 5));
    server.reconcile();
    assertThat(server.archive.file("orphans/" + NOBODYS + ".wav")).hasValue(WavFiles.oneSecond());
    assertThat(server.archive.file("orphans/" + NOBODYS + ".1.wav"))
        .hasValue(WavFiles.tone(8_000, 5));
  }

  @Test
  void a_file_that_may_still_be_written_stays_until_it_is_at_rest() {
    server.spool.put(PBX, NOBODYS, WavFiles.unfinished(WavFiles.oneSecond()));
    assertThat(news(server.reconcile())).containsExactly("UNKNOWN_FILE " + NOBODYS);
    assertThat(server.spool.has(PBX, NOBODYS)).isTrue();
    assertThat(news(server.reconcile())).isEmpty();
    server.clock.advance(Duration.ofMinutes(11));
    assertThat(news(server.reconcile())).containsExactly("UNKNOWN_FILE " + NOBODYS);
    assertThat(server.spool.has(PBX, NOBODYS)).isFalse();
  }

  @Test
  void audio_of_a_failed_recording_that_turns_up_is_taken_in_and_the_recording_says_so() {
    server.pbx.writeNoFiles();
    server.pbx.talk("SIP/410-1", "1.1");
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.NOT_CONFIRMED);
    RecordingId id = new RecordingId(new UUID(0, 1));
    server.spool.put(PBX, id, WavFiles.oneSecond());
    assertThat(told(server.reconcile())).containsExactly("TAKEN_IN " + id);
    assertThat(server.state(id)).isEqualTo("interrupted");
    assertThat(server.recording(id).state().reason().orElse(""))
        .contains("found later", "failed", "no audio file appeared");
    assertThat(server.spool.has(PBX, id)).isFalse();
    assertThat(server.reconcile().findings()).isEmpty();
  }

  @Test
  void a_file_from_which_nothing_plays_is_put_aside_and_not_lost() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    byte[] rubbish = new byte[500];
    server.spool.put(PBX, id, rubbish);
    server.pbx.hangUp(agent);
    assertThat(server.state(id)).isEqualTo("damaged");
    server.clock.advance(Duration.ofMinutes(11));
    assertThat(told(server.reconcile())).containsExactly("LEFTOVER " + id);
    assertThat(server.archive.file("orphans/" + id + ".wav")).hasValue(rubbish);
    assertThat(server.reconcile().findings()).isEmpty();
  }

  @Test
  void a_spool_file_that_the_archive_has_is_deleted_and_another_is_put_aside() {
    server.spool.refuseRemoval(true);
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    id(server.stop("410"));
    server.spool.refuseRemoval(false);
    assertThat(server.spool.has(PBX, id)).isTrue();
    assertThat(told(server.reconcile())).containsExactly("LEFTOVER " + id);
    assertThat(server.archive.file("orphans/" + id + ".wav")).isEmpty();
    server.spool.put(PBX, id, WavFiles.tone(8_000, 9));
    assertThat(told(server.reconcile())).containsExactly("LEFTOVER " + id);
    assertThat(server.archive.file("orphans/" + id + ".wav")).hasValue(WavFiles.tone(8_000, 9));
    assertThat(server.state(id)).isEqualTo("available");
  }

  @Test
  void the_vanished_file_of_a_running_recording_is_told_as_long_as_it_is_gone() {
    RecordingId id = running("410", "1.1");
    server.spool.remove(PBX, id);
    assertThat(news(server.reconcile())).containsExactly("FILE_VANISHED " + id);
    assertThat(news(server.reconcile())).isEmpty();
    server.spool.put(PBX, id, WavFiles.oneSecond());
    assertThat(server.reconcile().findings()).isEmpty();
  }

  @Test
  void a_file_that_is_gone_when_recording_has_ended_unheard_is_told_as_lost() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.crash();
    server.pbx.hangUp(agent);
    server.spool.remove(PBX, id);
    server.restart();
    assertThat(toldByAll()).containsExactly("LOST " + id);
    assertThat(server.state(id)).isEqualTo("failed");
  }

  @Test
  void an_archived_file_that_comes_back_and_goes_again_is_news_again() {
    RecordingId id = kept("410", "1.1");
    StoredAudio audio = audio(id);
    byte[] file = server.archive.file(audio.path()).orElseThrow();
    server.archive.lose(audio);
    assertThat(news(server.reconcile())).containsExactly("ARCHIVE_MISSING " + id);
    server.archive.restore(audio, file);
    assertThat(server.reconcile().findings()).isEmpty();
    server.archive.restore(audio, new byte[3]);
    assertThat(news(server.reconcile())).containsExactly("ARCHIVE_CHANGED " + id);
    server.archive.lose(audio);
    assertThat(news(server.reconcile())).containsExactly("ARCHIVE_MISSING " + id);
  }

  @Test
  void an_archive_that_is_not_there_is_not_an_archive_without_files() {
    kept("410", "1.1");
    server.archive.goDown();
    ReconciliationReport report = server.reconcile();
    assertThat(report.findings()).isEmpty();
    assertThat(report.notLooked()).isNotEmpty();
  }

  @Test
  void without_a_link_to_the_pbx_nothing_is_said_to_have_ended() {
    RecordingId id = running("410", "1.1");
    server.crash();
    ReconciliationReport report = server.reconcile();
    assertThat(report.findings()).isEmpty();
    assertThat(report.notLooked()).containsExactly("no link to the PBX pbx");
    assertThat(server.state(id)).isEqualTo("recording");
  }

  @Test
  void a_recording_much_shorter_than_it_lasted_says_so() {
    RecordingId id = running("410", "1.1");
    server.clock.advance(Duration.ofSeconds(21));
    id(server.stop("410"));
    assertThat(server.state(id)).isEqualTo("interrupted");
    assertThat(server.recording(id).state().reason())
        .hasValue("20.0 s of audio are missing: it plays 1.0 s and was recorded for 21.0 s");
  }

  @Test
  void the_last_ten_reports_are_kept_newest_first() {
    for (int i = 0; i < 11; i++) {
      server.clock.advance(Duration.ofMinutes(1));
      server.reconcileOnSchedule();
    }
    assertThat(server.reports()).hasSize(10);
    assertThat(server.reports().getFirst().startedAt()).isEqualTo(server.clock.instant());
    assertThat(server.reports().getFirst().trigger())
        .isEqualTo(ReconciliationReport.Trigger.SCHEDULE);
  }

  @Test
  void only_administrators_may_reconcile_and_each_attempt_leaves_a_row() {
    assertThat(code(server.reconciling().now(Server.CRM))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(code(server.reconciling().reports(Server.CRM))).isEqualTo(ErrorCode.FORBIDDEN);
    server.reconcile();
    assertThat(server.trail.rows())
        .extracting(row -> row.action() + " " + row.result())
        .containsExactly("reconcile FORBIDDEN", "reconcile OK");
  }

  @Test
  void a_finding_tells_the_pbx_and_what_was_done() {
    server.spool.put(PBX, NOBODYS, WavFiles.oneSecond());
    Finding finding = server.reconcile().findings().getFirst().finding();
    assertThat(finding.kind()).isEqualTo(FindingKind.UNKNOWN_FILE);
    assertThat(finding.pbx()).contains(PBX);
    assertThat(finding.done()).contains("no recording", "orphans/");
  }
}
