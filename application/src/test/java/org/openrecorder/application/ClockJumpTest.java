package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.id;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/** The clock of the server is set, an hour on or back, while calls are recorded. */
class ClockJumpTest {

  private final Server server = new Server();

  /** The clock jumps by so many hours before the answer, the stop and the hang-up. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "0, 1, 0",
    "0, 0, 1",
    "1, 1, 1",
    "-1, 0, 0",
    "0, -1, 0",
    "0, 0, -1",
    "-1, -1, -1",
    "1, -1, -1",
    "-1, 1, -1"
  })
  void nothing_ends_before_it_began(int answer, int stop, int hangUp) {
    Channel agent = server.pbx.ring("SIP/410-1", "1.1");
    RecordingId recording = id(server.start("410", "22"));
    jump(answer);
    Channel talking = server.pbx.answer(agent);
    jump(stop);
    server.stop("410");
    jump(hangUp);
    server.pbx.hangUp(talking);
    assertInOrder(server.recording(recording));
    assertInOrder(server.callOf(recording));
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(recording);
  }

  private void jump(int hours) {
    server.clock.advance(Duration.ofHours(hours));
    server.clock.advance(Duration.ofSeconds(1));
  }

  private static void assertInOrder(RecordingSegment segment) {
    Instant began = segment.state().startedAt().orElseThrow();
    assertThat(segment.state().endedAt().orElseThrow()).isAfterOrEqualTo(began);
  }

  private static void assertInOrder(CallRecord call) {
    assertThat(List.of(call.startedAt(), call.answeredAt().orElseThrow(), call.endedAt().get()))
        .isSorted();
  }

  @Test
  void the_newest_is_the_one_that_was_begun_last_even_if_the_clock_went_back_in_between() {
    Channel first = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId older = id(server.start("410", "22"));
    server.pbx.hangUp(first);
    server.clock.advance(Duration.ofHours(-1));
    Channel second = server.pbx.talk("SIP/410-2", "1.2");
    RecordingId newer = id(server.start("410", "22"));
    server.pbx.hangUp(second);
    assertThat(server.recording(newer).requestedAt())
        .isBefore(server.recording(older).requestedAt());
    assertThat(server.all().stream().map(RecordingSegment::id)).containsExactly(newer, older);
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(newer);
  }

  @Test
  void what_ended_in_the_future_is_taken_in_when_the_server_starts() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId recording = id(server.start("410", "22"));
    server.background.lose(true);
    server.stop("410");
    server.pbx.hangUp(agent);
    server.crash();
    server.background.lose(false);
    server.clock.advance(Duration.ofHours(-1));
    server.restart();
    assertThat(server.state(recording)).isEqualTo("available");
  }

  /** The PBX's unique ids begin with the time on its own clock. */
  @ParameterizedTest
  @CsvSource({"4102444800.1", "1.1", "1795413600.1"})
  void the_clock_of_the_pbx_does_not_make_a_call_begin_after_its_end(String uniqueId) {
    Channel agent = server.pbx.talk("SIP/410-1", uniqueId);
    RecordingId recording = id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    assertInOrder(server.callOf(recording));
    assertThat(server.callOf(recording).externalReference()).isNotEqualTo(Optional.empty());
  }
}
