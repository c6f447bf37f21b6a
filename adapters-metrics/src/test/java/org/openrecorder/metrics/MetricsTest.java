package org.openrecorder.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.InMemoryAudioArchive;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryDeniedAccessLog;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.ScriptedPbx;
import org.openrecorder.testing.WavFiles;

class MetricsTest {

  private static final PbxName PBX = new PbxName("a");
  private static final UniqueId CHANNEL = new UniqueId("1.1");
  private static final RecordingId RECORDING = new RecordingId(new UUID(1, 2));
  private static final ApiPrincipal CALLER = ApiPrincipal.unknown("192.0.2.1");
  private static final StartRecording.Request REQUEST =
      new StartRecording.Request(
          CALLER, ChannelIdentifier.parse("410"), new Tag("T"), FollowRule.ONE_PHONE);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InMemorySpool spool = new InMemorySpool();

  private long requests(String operation, String outcome) {
    return registry
        .get("openrecorder.requests")
        .tags("operation", operation, "outcome", outcome)
        .timer()
        .count();
  }

  @Test
  void a_granted_request_is_timed_and_answered_as_ever() {
    Result<RecordingReference> yes =
        Result.success(new RecordingReference(RECORDING, new ChannelName("SIP/410-1"), CHANNEL));
    StartRecording start = new RequestMetrics(registry).timedStart(request -> yes);
    assertThat(start.start(REQUEST)).isSameAs(yes);
    assertThat(start.start(REQUEST)).isSameAs(yes);
    assertThat(requests("start", "OK")).isEqualTo(2);
    Timer timer = registry.get("openrecorder.requests").timer();
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    assertThat(timer.takeSnapshot().histogramCounts()).hasSize(11);
  }

  @Test
  void a_refused_request_is_timed_by_its_code() {
    StartRecording start =
        new RequestMetrics(registry)
            .timedStart(request -> Result.rejected(ErrorCode.AMBIGUOUS, "two"));
    assertThat(start.start(REQUEST)).isInstanceOf(Result.Rejected.class);
    assertThat(requests("start", "AMBIGUOUS")).isEqualTo(1);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new PbxUnavailableException("down"), "PBX_UNAVAILABLE"),
        Arguments.of(new StoreUnavailableException("down", new IOException()), "STORE_UNAVAILABLE"),
        Arguments.of(new IllegalStateException("a mistake"), "INTERNAL"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_request_that_fails_is_timed_by_what_the_caller_is_told(
      RuntimeException failure, String outcome) {
    StartRecording start =
        new RequestMetrics(registry)
            .timedStart(
                request -> {
                  throw failure;
                });
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> start.start(REQUEST))
        .isSameAs(failure);
    assertThat(requests("start", outcome)).isEqualTo(1);
  }

  @Test
  void attempts_are_counted_also_those_that_cannot_be_written_down() {
    InMemoryStore store = new InMemoryStore();
    store.goDown();
    AuditTrail full = new InMemoryAuditTrail(store);
    AuditTrail.Row row =
        new AuditTrail.Row(
            Instant.EPOCH,
            CALLER,
            "retrieve",
            Optional.empty(),
            "T",
            Optional.empty(),
            "FORBIDDEN",
            "not theirs");
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> new MeteredAuditTrail(registry, full).add(row));
    assertThat(
            registry
                .get("openrecorder.attempts")
                .tags("action", "retrieve", "result", "FORBIDDEN")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void denied_requests_are_counted_each_and_only_once_when_they_could_not_be_written_at_first() {
    InMemoryStore store = new InMemoryStore();
    DeniedAccessLog log = new MeteredDeniedAccessLog(registry, new InMemoryDeniedAccessLog(store));
    List<DeniedAccessLog.Entry> entries =
        List.of(
            new DeniedAccessLog.Entry(
                Instant.EPOCH,
                Instant.EPOCH,
                "192.0.2.1",
                "192.0.2.1",
                "authenticate",
                "",
                "UNAUTHENTICATED",
                "no credentials",
                5_824));
    store.goDown();
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> log.add(entries));
    store.comeBack();
    log.add(entries);
    assertThat(
            registry
                .get("openrecorder.attempts")
                .tags("action", "authenticate", "result", "UNAUTHENTICATED")
                .counter()
                .count())
        .isEqualTo(5_824);
  }

  private long actions(String action, String outcome) {
    return registry
        .get("openrecorder.pbx.actions")
        .tags("pbx", "a", "action", action, "outcome", outcome)
        .timer()
        .count();
  }

  @Test
  void what_a_pbx_is_told_is_timed_by_what_came_of_it() {
    ScriptedPbx pbx = new ScriptedPbx(PBX, spool);
    CallRecorder recorder = new MeteredCallRecorder(registry, pbx);
    Channel channel = pbx.talk("SIP/410-1", "1.1");
    CallRecorder.StartResult begun = recorder.begin(channel, RECORDING);
    assertThat(begun).isInstanceOf(CallRecorder.StartResult.Yes.class);
    MixMonitorId monitor = recorder.recall(PBX, CHANNEL, RECORDING).orElseThrow();
    assertThat(recorder.end(PBX, CHANNEL, monitor)).isEqualTo(CallRecorder.Stopped.YES);
    assertThat(recorder.end(PBX, CHANNEL, monitor)).isEqualTo(CallRecorder.Stopped.NOTHING_RAN);
    pbx.hangUp(channel);
    assertThat(recorder.begin(channel, RECORDING))
        .isInstanceOf(CallRecorder.StartResult.NoSuchChannel.class);
    pbx.fallSilent();
    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> recorder.begin(channel, RECORDING));
    assertThat(actions("begin", "OK")).isEqualTo(1);
    assertThat(actions("recall", "OK")).isEqualTo(1);
    assertThat(actions("end", "OK")).isEqualTo(1);
    assertThat(actions("end", "nothing ran")).isEqualTo(1);
    assertThat(actions("begin", "no such channel")).isEqualTo(1);
    assertThat(actions("begin", "PBX_UNAVAILABLE")).isEqualTo(1);
  }

  @Test
  void audio_is_counted_on_its_way_in_and_out() throws IOException {
    MeteredAudioArchive archive =
        new MeteredAudioArchive(registry, new InMemoryAudioArchive(spool));
    assertThat(archive.ingest(PBX, RECORDING)).isInstanceOf(IngestResult.Missing.class);
    spool.put(PBX, RECORDING, WavFiles.oneSecond());
    IngestResult.Stored stored = (IngestResult.Stored) archive.ingest(PBX, RECORDING);
    try (AudioContent content = archive.open(stored.audio())) {
      assertThat(content.bytes()).isEqualTo(WavFiles.oneSecond().length);
    }
    try (AudioContent again = archive.open(stored.audio())) {
      assertThat(again.bytes()).isEqualTo(WavFiles.oneSecond().length);
    }
    assertThat(registry.get("openrecorder.audio.stored").counter().count())
        .isEqualTo(WavFiles.oneSecond().length);
    assertThat(registry.get("openrecorder.audio.opened").counter().count())
        .isEqualTo(2 * WavFiles.oneSecond().length);
  }

  @Test
  void levels_and_totals_are_read_when_somebody_looks() {
    AtomicLong figure = new AtomicLong();
    Gauges gauges = new Gauges(registry);
    gauges.level("level", "goes up and down", figure::get, "pbx", "a");
    gauges.total("total", "goes up", figure::get, "pbx", "a");
    System.gc(); // meters hold weakly what they are made of
    figure.set(7);
    assertThat(registry.get("level").tag("pbx", "a").gauge().value()).isEqualTo(7);
    assertThat(registry.get("total").tag("pbx", "a").functionCounter().count()).isEqualTo(7);
  }

  @Test
  void the_page_shows_what_was_noted_and_the_virtual_machine_to_known_clients_only() {
    try (PrometheusExporter page = new PrometheusExporter()) {
      StartRecording start =
          new RequestMetrics(page.registry())
              .timedStart(request -> Result.rejected(ErrorCode.AMBIGUOUS, "two"));
      assertThat(start.start(REQUEST)).isInstanceOf(Result.Rejected.class);
      ApiPrincipal known =
          new ApiPrincipal(new ClientName("watch"), "192.0.2.1", Set.of(Permission.METRICS));
      assertThat(page.read(CALLER)).isInstanceOf(Result.Rejected.class);
      assertThat(((Result.Success<String>) page.read(known)).value())
          .contains(
              "# TYPE openrecorder_requests_seconds histogram",
              "openrecorder_requests_seconds_count{operation=\"start\",outcome=\"AMBIGUOUS\"} 1",
              "jvm_memory_used_bytes{");
    }
  }
}
