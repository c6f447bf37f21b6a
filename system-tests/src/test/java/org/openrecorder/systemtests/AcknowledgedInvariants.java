package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;
import org.openrecorder.lab.audio.WavAnalysis;

/** What must hold of everything that was acknowledged, whatever has crashed since. */
final class AcknowledgedInvariants {

  /** Of what was acknowledged as begun and stopped, how much may be missing at the edges. */
  private static final Duration EDGES = Duration.ofMillis(250);

  private static final Set<String> UNDER_WAY =
      Set.of("requested", "recording", "withdrawn", "finalising");

  /** Sees what is private or deleted, whoever else may. */
  private static final String ADMINISTRATOR = "admin:the tests' administrator";

  private final Crm crm;
  private final CrashCounts counts;

  AcknowledgedInvariants(Crm crm, CrashCounts counts) {
    this.crm = crm;
    this.counts = counts;
  }

  /** The recordings of the call that are in one of these states. */
  List<String> idsOf(CrashLog log, Set<String> states) {
    JsonNode items = crm.json("/recordings?uniqueId=" + log.uniqueId()).get("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(one -> states.contains(one.get("state").asText()))
        .map(one -> one.get("id").asText())
        .toList();
  }

  /** What was marked private or deleted is so. */
  void assertMarked(CrashLog log) {
    for (CrashLog.Marked mark : log.marked()) {
      JsonNode recording = recording(mark.id());
      assertThat(recording.path(mark.flag()).asBoolean()).as(mark + " of " + recording).isTrue();
    }
  }

  private JsonNode recording(String id) {
    return crm.json("GET", "/recordings/" + id, ADMINISTRATOR, 200);
  }

  /** The call is over: everything that was acknowledged is there, or says why not. */
  void assertKept(CrashLog log) {
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(() -> assertThat(idsOf(log, UNDER_WAY)).isEmpty());
    assertMarked(log);
    log.started().forEach(start -> assertKept(start, log));
  }

  private void assertKept(CrashLog.Started start, CrashLog log) {
    JsonNode recording = recording(start.id());
    assertThat(recording.path("tag").asText()).isEqualTo(start.tag());
    String state = recording.get("state").asText();
    counts.ended(state);
    if (!state.equals("available")) {
      assertThat(recording.path("reason").asText()).as(recording.toString()).isNotBlank();
      assertThat(log.stopOf(start.id()))
          .as("an acknowledged stop of " + recording)
          .matches(stop -> stop.isEmpty() || lasted(start, stop.get()).compareTo(EDGES) < 0);
    } else if (canBeHeard(recording)) {
      assertComplete(recording, log.stopOf(start.id()), start);
    }
  }

  /** A mark without an answer may have been made, so the row is asked; private is lifted again. */
  private boolean canBeHeard(JsonNode recording) {
    return !recording.get("deleted").asBoolean()
        && (!recording.get("private").asBoolean()
            || crm.patch(recording.get("id").asText(), "{\"private\": false}") == 200);
  }

  private static Duration lasted(CrashLog.Started start, CrashLog.Stopped stop) {
    return Duration.ofNanos(stop.sent() - start.acknowledged());
  }

  private void assertComplete(
      JsonNode recording, Optional<CrashLog.Stopped> stop, CrashLog.Started start) {
    byte[] wav = crm.audio(recording.get("id").asText());
    assertThat(DigestUtils.sha256Hex(wav)).isEqualTo(recording.get("sha256").asText());
    WavAnalysis analysis = WavAnalysis.of(wav);
    stop.ifPresent(
        one ->
            assertThat(analysis.duration())
                .as(recording.toString())
                .isGreaterThanOrEqualTo(lasted(start, one).minus(EDGES)));
    counts.audio(analysis.duration());
  }
}
