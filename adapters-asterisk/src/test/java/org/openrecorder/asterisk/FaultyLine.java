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
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Failures;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.application.recording.AlwaysPrivate;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.application.recording.Changes;
import org.openrecorder.application.recording.Continuations;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.FollowCalls;
import org.openrecorder.application.recording.RecorderControl;
import org.openrecorder.application.recording.RecordingLife;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StartRecordingService;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.application.recording.StopRecordingService;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Following;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.fault.Fault;
import org.openrecorder.lab.fault.FaultProxy;
import org.openrecorder.lab.fault.Way;
import org.openrecorder.testing.DirectBackground;
import org.openrecorder.testing.InMemoryAudioVault;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryCallRecords;
import org.openrecorder.testing.InMemoryInventory;
import org.openrecorder.testing.InMemoryRecordings;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.InMemoryTransactions;

/**
 * A real Asterisk with one call, and the use cases with everything but the doors and the database,
 * with a line between them that can be broken.
 */
final class FaultyLine implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(10);

  private static final PbxName PBX = new PbxName("a");
  private static final Caller CRM =
      new Caller(new ClientName("crm"), "192.0.2.1", Set.of(Permission.RECORD));

  private final AsteriskLab asterisk;
  private final LiveChannel channel;
  private final FaultProxy proxy;
  private final AsteriskLink link;
  private final RetryingBackground background = new RetryingBackground();
  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryRecordings recordings = new InMemoryRecordings(store);
  private final LivePbxs pbxs = new LivePbxs(List.of(PBX));
  private final StartRecording start;
  private final StopRecording stop;

  FaultyLine(Path folder, LinkBounds bounds) {
    asterisk = AsteriskLab.start(AsteriskVersion.of("22"), folder);
    channel = asterisk.channelOf(asterisk.phone("410").call("604").awaitAnswered(SOON));
    proxy = FaultProxy.before(asterisk.managerPort());
    WatchedCalls watched = new WatchedCalls();
    CallLocks locks = new CallLocks();
    InMemoryCallRecords calls = new InMemoryCallRecords(store);
    InMemoryTransactions transactions = new InMemoryTransactions(store);
    InstantSource clock = InstantSource.system();
    SpoolFolder spool = new SpoolFolder(asterisk.recordings());
    InMemorySpool empty = new InMemorySpool();
    InMemoryAudioVault vault = new InMemoryAudioVault(empty);
    Audit audit = new Audit(new InMemoryAuditTrail(store), clock);
    AsteriskPbx pbx = RealPbx.of(asterisk, PBX);
    AsteriskPbx tapped =
        new AsteriskPbx(
            PBX, pbx.host(), proxy.port(), pbx.user(), pbx.secret(), pbx.spool(), pbx.extensions());
    Latecomer feed = new Latecomer();
    link =
        new AsteriskLink(
            tapped, feed, work -> Thread.ofPlatform().daemon().unstarted(work), bounds);
    Recorder recorder = new AsteriskRecorder(Map.of(PBX, link));
    ChannelSource source = new AsteriskChannelSource(Map.of(PBX, link));
    ChannelFinder finder = new ChannelFinder(pbxs, source);
    RecorderControl control = new RecorderControl(recorder, spool, recordings, transactions, clock);
    DirectBackground nothingIsTakenIn = new DirectBackground();
    nothingIsTakenIn.lose(true);
    Finaliser finaliser = new Finaliser(vault, empty, recordings, nothingIsTakenIn, new Changes());
    RecordingIds ids = () -> new RecordingId(UUID.randomUUID());
    Continuations continuations =
        new Continuations(
            new Continuations.World(
                pbxs, watched, locks, recordings, control, finaliser, background, ids, clock),
            Duration.ofSeconds(2));
    AlwaysPrivate alwaysPrivate = new AlwaysPrivate(Set.of(), false, recordings, audit);
    RecordingLife life =
        new RecordingLife(
            new RecordingLife.World(
                pbxs,
                watched,
                source,
                locks,
                calls,
                recordings,
                control,
                recorder,
                spool,
                finaliser,
                background,
                continuations,
                alwaysPrivate,
                transactions,
                clock));
    Reconciliation reconciliation =
        new Reconciliation(
            new Reconciliation.World(
                pbxs,
                watched,
                source,
                locks,
                calls,
                recordings,
                control,
                life,
                recorder,
                spool,
                vault,
                new InMemoryInventory(vault, empty, clock),
                finaliser,
                background,
                new Changes(),
                audit,
                clock),
            Duration.ZERO);
    feed.become(new FollowCalls(pbxs, watched, life, source, reconciliation::inSync));
    start =
        new StartRecordingService(
            new StartRecordingService.World(
                pbxs,
                finder,
                watched,
                locks,
                calls,
                recordings,
                control,
                life,
                vault,
                transactions,
                ids,
                alwaysPrivate,
                audit,
                clock));
    stop =
        new StopRecordingService(
            pbxs,
            finder,
            watched,
            locks,
            calls,
            recordings,
            control,
            finaliser,
            continuations,
            audit);
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
        .until(() -> link.state().inSync() && pbxs.isInSync(PBX));
  }

  Answer<RecordingReference> start(String tag) {
    UniqueId call = new UniqueId(channel.uniqueId());
    return Failures.caught(
        () ->
            start.start(new StartRecording.Request(CRM, call, new Tag(tag), Following.ONE_PHONE)));
  }

  Answer<RecordingReference> stop() {
    UniqueId call = new UniqueId(channel.uniqueId());
    return Failures.caught(() -> stop.stop(new StopRecording.Request(CRM, call)));
  }

  /** How many recorders run on the channel, as Asterisk itself says. */
  long recorders() {
    return asterisk.manager().command("mixmonitor list " + channel.name()).stream()
        .filter(line -> line.contains("0x"))
        .count();
  }

  List<Recording> recordings(String tag) {
    return recordings
        .search(Recordings.Filter.byTag(new Tag(tag)), Optional.empty(), 100)
        .items()
        .stream()
        .map(RecordedCall::recording)
        .toList();
  }

  boolean hasFile(Recording recording) {
    return new SpoolFolder(asterisk.recordings()).has(PBX, recording.id());
  }

  /** Asks as a CRM does that was told to ask again soon, until it is granted. */
  RecordingId startAgain(String tag) {
    Answer<RecordingReference> granted =
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> start(tag), answer -> answer instanceof Answer.Granted<RecordingReference>);
    return ((Answer.Granted<RecordingReference>) granted).value().id();
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
    Answer<RecordingReference> answer = start(tag);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    boolean happened = proxy.hasFired();
    proxy.disarm();
    assertThat(took).as(tag).isLessThan(Duration.ofSeconds(3));
    assertThat(recorders()).as("recorders after " + tag).isLessThanOrEqualTo(1);
    RecordingId recorded = grantedAtLast(tag, answer);
    assertThat(recorders()).as("recorders after asking again, " + tag).isEqualTo(1);
    awaitRefusedOnesClosed(tag, recorded);
    assertThat(recorders()).as("recorders in the end, " + tag).isEqualTo(1);
    stopAtLast(tag);
    return happened;
  }

  private RecordingId grantedAtLast(String tag, Answer<RecordingReference> answer) {
    return switch (answer) {
      case Answer.Granted<RecordingReference>(RecordingReference recording) -> recording.id();
      case Answer.Refused<RecordingReference>(var refusal) -> {
        assertThat(refusal.code()).as(tag).isEqualTo(RefusalCode.PBX_UNAVAILABLE);
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
        .until(() -> stop() instanceof Answer.Granted<RecordingReference>);
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
