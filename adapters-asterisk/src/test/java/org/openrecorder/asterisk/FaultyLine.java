package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openrecorder.application.Audit;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.application.Result;
import org.openrecorder.application.composition.Ports;
import org.openrecorder.application.composition.RecorderApplication;
import org.openrecorder.application.composition.RecordingRules;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.IngestDelays;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.fault.Fault;
import org.openrecorder.lab.fault.FaultProxy;
import org.openrecorder.lab.fault.Way;
import org.openrecorder.testing.FixedUsers;
import org.openrecorder.testing.InMemoryAudioArchive;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryCallRecords;
import org.openrecorder.testing.InMemoryInventory;
import org.openrecorder.testing.InMemoryRecordings;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.InMemoryTransactions;

/**
 * A real Asterisk with one call, and the use cases with everything but the endpoints and the
 * database, with a line between them that can be broken.
 */
final class FaultyLine implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(10);

  private static final PbxName PBX = new PbxName("a");
  private static final ApiPrincipal CRM =
      new ApiPrincipal(new ClientName("crm"), "192.0.2.1", Set.of(Permission.RECORD));

  private final AsteriskLab asterisk;
  private final LiveChannel channel;
  private final FaultProxy proxy;
  private final AsteriskLink link;
  private final RetryingBackground background = new RetryingBackground();
  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryRecordings recordings = new InMemoryRecordings(store);
  private final RecorderApplication application;

  FaultyLine(Path folder, LinkLimits bounds) {
    asterisk = AsteriskLab.start(AsteriskVersion.of("22"), folder);
    channel = asterisk.channelOf(asterisk.phone("410").call("604").awaitAnswered(SOON));
    proxy = FaultProxy.before(asterisk.managerPort());
    InstantSource clock = InstantSource.system();
    SpoolFolder spool = new SpoolFolder(asterisk.recordings());
    InMemorySpool empty = new InMemorySpool();
    InMemoryAudioArchive archive = new InMemoryAudioArchive(empty);
    archive.goDown(); // no audio is ingested, so that a recording that has ended stays finalising
    Audit audit = new Audit(new InMemoryAuditTrail(store), clock);
    AsteriskPbx pbx = RealPbx.of(asterisk, PBX);
    AsteriskPbx tapped =
        new AsteriskPbx(
            PBX, pbx.host(), proxy.port(), pbx.user(), pbx.secret(), pbx.spool(), pbx.extensions());
    Latecomer feed = new Latecomer();
    link =
        new AsteriskLink(
            tapped, feed, work -> Thread.ofPlatform().daemon().unstarted(work), bounds);
    CallRecorder recorder = new AsteriskCallRecorder(Map.of(PBX, link));
    ChannelSource source = new AsteriskChannelSource(Map.of(PBX, link));
    application =
        new RecorderApplication(
            new Ports(
                new Ports.Pbx(source, recorder, spool),
                new Ports.Audio(
                    archive, new InMemoryInventory(archive, empty, clock), IngestDelays.NONE),
                new Ports.Store(
                    new InMemoryCallRecords(store), recordings, new InMemoryTransactions(store)),
                new Ports.Host(background, () -> new RecordingId(UUID.randomUUID()), clock),
                new FixedUsers()),
            new RecordingRules(List.of(PBX), Set.of(), false, Duration.ofSeconds(2), Duration.ZERO),
            audit);
    feed.become(application.pbxEvents());
    link.start();
    awaitLink();
  }

  FaultProxy proxy() {
    return proxy;
  }

  void awaitLink() {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> link.state().inSync() && application.pbxs().isInSync(PBX));
  }

  Result<RecordingReference> start(String tag) {
    UniqueId call = new UniqueId(channel.uniqueId());
    return ExceptionTranslator.caught(
        () ->
            application
                .start()
                .start(new StartRecording.Request(CRM, call, new Tag(tag), FollowRule.ONE_PHONE)));
  }

  Result<RecordingReference> stop() {
    UniqueId call = new UniqueId(channel.uniqueId());
    return ExceptionTranslator.caught(
        () -> application.stop().stop(new StopRecording.Request(CRM, call)));
  }

  /** How many recorders run on the channel, as Asterisk itself says. */
  long recorders() {
    return asterisk.manager().command("mixmonitor list " + channel.name()).stream()
        .filter(line -> line.contains("0x"))
        .count();
  }

  List<RecordingSegment> recordings(String tag) {
    return recordings
        .search(Recordings.Filter.byTag(new Tag(tag)), Optional.empty(), 100)
        .items()
        .stream()
        .map(RecordingWithCall::segment)
        .toList();
  }

  boolean hasFile(RecordingSegment segment) {
    return new SpoolFolder(asterisk.recordings()).has(PBX, segment.id());
  }

  /** Asks as a CRM does that was told to ask again soon, until it is granted. */
  RecordingId startAgain(String tag) {
    Result<RecordingReference> granted =
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> start(tag), result -> result instanceof Result.Success<RecordingReference>);
    return ((Result.Success<RecordingReference>) granted).value().id();
  }

  /** How many bytes go that way for a start on a whole line. */
  long lengthOfAStart(Way way) {
    awaitLink();
    proxy.disarm();
    RecordingId unused = startAgain("to count bytes");
    long bytes = proxy.count(way);
    stopAtLast("to count bytes");
    return bytes;
  }

  /** One start with the fault at that byte; whether it happened. */
  boolean survives(Fault fault, Way way, long position) {
    String tag = fault.getClass().getSimpleName() + " " + way + " " + position;
    awaitLink();
    proxy.arm(way, position, fault);
    long begin = System.nanoTime();
    Result<RecordingReference> result = start(tag);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    boolean happened = proxy.hasFired();
    proxy.disarm();
    assertThat(took).as(tag).isLessThan(Duration.ofSeconds(3));
    assertThat(recorders()).as("recorders after " + tag).isLessThanOrEqualTo(1);
    RecordingId recorded = grantedAtLast(tag, result);
    assertThat(recorders()).as("recorders after asking again, " + tag).isEqualTo(1);
    awaitRefusedOnesClosed(tag, recorded);
    assertThat(recorders()).as("recorders in the end, " + tag).isEqualTo(1);
    stopAtLast(tag);
    return happened;
  }

  private RecordingId grantedAtLast(String tag, Result<RecordingReference> result) {
    return switch (result) {
      case Result.Success<RecordingReference>(RecordingReference recording) -> recording.id();
      case Result.Rejected<RecordingReference>(var rejection) -> {
        assertThat(rejection.code()).as(tag).isEqualTo(ErrorCode.PBX_UNAVAILABLE);
        yield startAgain(tag);
      }
    };
  }

  /** What the CRM was refused has failed, with a reason and without a file. */
  private void awaitRefusedOnesClosed(String tag, RecordingId recorded) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () ->
                assertThat(recordings(tag))
                    .as(tag)
                    .allSatisfy(
                        one -> {
                          boolean theOne = one.id().equals(recorded);
                          assertThat(one.state().name()).isEqualTo(theOne ? "recording" : "failed");
                          assertThat(hasFile(one)).isEqualTo(theOne);
                        }));
  }

  private void stopAtLast(String tag) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> stop() instanceof Result.Success<RecordingReference>);
    assertThat(recorders()).as("recorders after stop, " + tag).isZero();
  }

  @Override
  public void close() {
    link.close();
    background.close();
    proxy.close();
    asterisk.close();
  }
}
