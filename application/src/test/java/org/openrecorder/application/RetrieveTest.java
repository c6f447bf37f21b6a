package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrecorder.application.Server.audio;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.application.retrieval.Base64Text;
import org.openrecorder.application.retrieval.RetrievedRecording;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.testing.WavFiles;

class RetrieveTest {

  private final Server server = new Server();
  private int calls;

  /** A call of 410 that was recorded under the tag and is over. */
  private RecordingId recorded(String tag) {
    String uniqueId = "1." + ++calls;
    Channel agent = server.pbx.talk("SIP/410-" + calls, uniqueId);
    RecordingId id = id(server.start(uniqueId, tag));
    server.pbx.hangUp(agent);
    return id;
  }

  @Test
  void the_audio_comes_back_as_it_was_recorded() throws IOException {
    recorded("22");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (RetrievedRecording retrieved = audio(server.retrieve("22", "fred")).signature()) {
      Base64Text.write(retrieved.content(), text);
      assertThat(text.size()).isEqualTo((int) Base64Text.length(retrieved.content().bytes()));
    }
    assertThat(Base64.getDecoder().decode(text.toString(StandardCharsets.US_ASCII)))
        .isEqualTo(WavFiles.oneSecond());
  }

  @Test
  void the_newest_is_given_and_all_are_counted() {
    recorded("22");
    recorded("22");
    RecordingId newest = recorded("22");
    RetrievedRecording retrieved = audio(server.retrieve("22", "fred")).signature();
    assertThat(retrieved.id()).isEqualTo(newest);
    assertThat(retrieved.matches()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"PRIVATE", "DELETED"})
  void a_newer_one_that_is_hidden_does_not_hide_an_older_one(Mark mark) {
    RecordingId older = recorded("22");
    server.mark(recorded("22"), mark);
    RetrievedRecording retrieved = audio(server.retrieve("22", "fred")).signature();
    assertThat(retrieved.id()).isEqualTo(older);
    assertThat(retrieved.matches()).isEqualTo(1);
  }

  @Test
  void a_newer_one_whose_call_goes_on_does_not_hide_an_older_one() {
    RecordingId older = recorded("22");
    server.pbx.talk("SIP/410-9", "9.9");
    server.start("9.9", "22");
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(older);
  }

  @Test
  void other_people_s_recordings_under_the_tag_are_not_counted_and_hide_nothing() {
    RecordingId own = recorded("22");
    recordedOf("411", "22");
    recordedOf("411", "22");
    RetrievedRecording retrieved = audio(server.retrieve("22", "fred")).signature();
    assertThat(retrieved.id()).isEqualTo(own);
    assertThat(retrieved.matches()).isEqualTo(1);
    assertThat(audio(server.retrieve("22", "max")).signature().matches()).isEqualTo(3);
  }

  private void recordedOf(String extension, String tag) {
    String uniqueId = "2." + ++calls;
    Channel other = server.pbx.talk("SIP/" + extension + "-" + calls, uniqueId);
    server.start(uniqueId, tag);
    server.pbx.hangUp(other);
  }

  static Stream<Arguments> states_without_audio() {
    Instant then = Instant.parse("2026-11-23T08:00:00Z");
    return Stream.<UnaryOperator<RecordingSegment>>of(
            segment -> segment.empty(then, "the call was not answered"),
            segment -> segment.failed(then, "the PBX wrote nothing"),
            segment -> segment.begun(then, new MixMonitorId("1")).ended(then),
            segment -> segment.begun(then, new MixMonitorId("1")).ended(then).damaged(then, "cut"))
        .map(change -> Arguments.of(change));
  }

  @ParameterizedTest
  @MethodSource("states_without_audio")
  void a_newer_one_without_audio_is_not_counted_and_hides_nothing(
      UnaryOperator<RecordingSegment> ended) {
    RecordingId older = recorded("22");
    RecordingSegment newer = server.recording(recorded("22"));
    RecordingSegment requested =
        new RecordingSegment(
            newer.id(),
            newer.call(),
            newer.tag(),
            newer.uniqueId(),
            newer.channel(),
            newer.extension(),
            newer.requestedAt(),
            new RecordingState.Requested(),
            false,
            false,
            newer.continues(),
            newer.following());
    server.recordings.putBack(ended.apply(requested));
    server.clock.advance(Duration.ofMinutes(5));
    RetrievedRecording retrieved = audio(server.retrieve("22", "fred")).signature();
    assertThat(retrieved.id()).isEqualTo(older);
    assertThat(retrieved.matches()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"PRIVATE", "DELETED"})
  void hidden_and_unknown_are_refused_in_the_same_words(Mark mark) {
    server.mark(recorded("22"), mark);
    Rejection hidden = Server.rejection(server.retrieve("22", "max"));
    Rejection unknown = Server.rejection(server.retrieve("never heard of", "max"));
    Rejection others = Server.rejection(server.retrieve("22", "ann"));
    assertThat(hidden.code()).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(hidden.message()).isEqualTo(unknown.message()).isEqualTo(others.message());
    assertThat(hidden.retryAfter()).isEqualTo(unknown.retryAfter());
    assertThat(hidden.auditReason()).isNotEqualTo(unknown.auditReason());
  }

  @ParameterizedTest
  @CsvSource({"PRIVATE, max", "DELETED, max", "NOT_PRIVATE, ann"})
  void the_legs_of_what_is_hidden_are_not_read(Mark mark, String username) {
    server.mark(recorded("22"), mark);
    RecordingId shown = recorded("23");
    AtomicBoolean read = new AtomicBoolean();
    server.recordings.afterNextLegs(() -> read.set(true));
    assertThat(code(server.retrieve("22", username))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(read).isFalse();
    assertThat(id(server.retrieve("23", "fred"))).isEqualTo(shown);
    assertThat(read).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PRIVATE", "DELETED"})
  void listening_does_not_read_the_legs_of_what_is_hidden_either(Mark mark) {
    RecordingId id = recorded("22");
    server.mark(id, mark);
    AtomicBoolean read = new AtomicBoolean();
    server.recordings.afterNextLegs(() -> read.set(true));
    assertThat(code(server.listening().listen(Server.CRM, id)))
        .isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(read).isFalse();
  }

  @Test
  void what_is_not_private_any_more_is_given_again() {
    RecordingId id = recorded("22");
    server.mark(id, Mark.PRIVATE);
    server.mark(id, Mark.NOT_PRIVATE);
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(id);
  }

  @Test
  void a_call_in_progress_is_refused_even_when_its_recording_was_stopped() {
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    assertThat(code(server.retrieve("22", "fred"))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
    id(server.stop("410"));
    Rejection rejection = Server.rejection(server.retrieve("22", "fred"));
    assertThat(rejection.code()).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
    assertThat(rejection.retryAfter()).isPresent();
    assertThat(rejection.recording()).contains(id);
  }

  @ParameterizedTest
  @CsvSource({"fred, true", "ann, false", "sue, true", "max, true"})
  void the_group_decides_who_hears_a_call_of_410(String username, boolean hears) {
    recorded("22");
    assertThat(server.retrieve("22", username) instanceof Result.Success).isEqualTo(hears);
  }

  @Test
  void everybody_who_took_part_in_the_call_hears_it() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    Channel colleague = server.pbx.talk("SIP/411-2", "1.2", "1.1");
    server.pbx.hangUp(agent);
    server.pbx.hangUp(colleague);
    assertThat(id(server.retrieve("22", "ann"))).isEqualTo(id);
  }

  /** A server whose background work is done when the test says so. */
  private static final class Slow {

    final Queue<Runnable> work = new ArrayDeque<>();
    final Server server =
        new Server(
            new KeyedTaskQueue() {
              @Override
              public void submit(Object key, Runnable task) {
                work.add(task);
              }

              @Override
              public void submitLater(Object key, Duration pause, Runnable task) {
                work.add(task);
              }
            });

    /** A call of 410 that was recorded and is over, and whose file is not complete yet. */
    RecordingId justEnded() {
      Channel agent = server.pbx.talk("SIP/410-1", "1.1");
      RecordingId id = id(server.start("410", "22"));
      finish();
      server.pbx.hangUp(agent);
      while (!server.state(id).equals("finalising") || server.callOf(id).inProgress()) {
        work.remove().run();
      }
      return id;
    }

    void finish() {
      for (Runnable task = work.poll(); task != null; task = work.poll()) {
        task.run();
      }
    }
  }

  @Test
  void a_file_that_is_complete_a_moment_later_is_waited_for() {
    Slow slow = new Slow();
    RecordingId id = slow.justEnded();
    slow.server.recordings.afterNextLegs(slow::finish);
    assertThat(id(slow.server.retrieve("22", "fred"))).isEqualTo(id);
  }

  @Test
  void a_file_that_is_not_complete_after_five_seconds_is_not_ready() {
    Slow slow = new Slow();
    RecordingId id = slow.justEnded();
    long begun = System.nanoTime();
    Rejection rejection = Server.rejection(slow.server.retrieve("22", "fred"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    assertThat(rejection.code()).isEqualTo(ErrorCode.NOT_READY);
    assertThat(rejection.retryAfter()).contains(Duration.ofSeconds(5));
    assertThat(rejection.recording()).contains(id);
  }

  @Test
  void an_unknown_user_is_refused() {
    recorded("22");
    assertThat(code(server.retrieve("22", "nobody"))).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void any_channel_of_the_call_finds_it() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    Channel customer = server.pbx.talk("SIP/trunk-2", "1.2", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    server.pbx.hangUp(customer);
    assertThat(id(server.retrieveByUniqueId("1.1", "fred"))).isEqualTo(id);
    assertThat(id(server.retrieveByUniqueId("1.2", "fred"))).isEqualTo(id);
    assertThat(id(server.retrieveByUniqueId("pbx-1.2", "fred"))).isEqualTo(id);
    assertThat(code(server.retrieveByUniqueId("1.3", "fred")))
        .isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(code(server.retrieveByUniqueId("other-1.2", "fred")))
        .isEqualTo(ErrorCode.NO_SUCH_RECORDING);
  }

  @Test
  void the_linked_id_finds_a_call_whose_first_channel_was_gone_before_it_was_recorded() {
    server.pbx.talk("SIP/410-1", "1.5", "1.1");
    RecordingId id = id(server.start("410", "22"));
    server.pbx.hangUp(server.pbx.ring("SIP/410-1", "1.5", "1.1"));
    assertThat(id(server.retrieveByUniqueId("1.1", "fred"))).isEqualTo(id);
  }

  @Test
  void an_unanswered_call_is_as_if_it_had_never_been_recorded() {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    assertThat(code(server.retrieve("22", "fred"))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
  }

  @Test
  void spoiled_audio_is_never_given_as_if_it_were_whole() {
    RecordingId id = recorded("22");
    server.archive.spoil(server.recording(id).state().audio().orElseThrow());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (RetrievedRecording retrieved =
                  audio(server.retrieve("22", "fred")).signature()) {
                Base64Text.write(retrieved.content(), text);
              }
            })
        .isInstanceOf(DataCorruptException.class);
    assertThat(text.size()).isLessThan((int) Base64Text.length(WavFiles.oneSecond().length));
  }
}
