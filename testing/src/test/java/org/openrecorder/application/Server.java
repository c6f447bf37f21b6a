package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.legacy.LegacyArgument;
import org.openrecorder.application.legacy.LegacyMethod;
import org.openrecorder.application.legacy.LegacyRequest;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.query.FindCalls;
import org.openrecorder.application.query.FindCallsService;
import org.openrecorder.application.query.FindRecordings;
import org.openrecorder.application.query.FindRecordingsService;
import org.openrecorder.application.reconciliation.Reconcile;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.application.reconciliation.Report;
import org.openrecorder.application.recording.AlwaysPrivate;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.application.recording.Changes;
import org.openrecorder.application.recording.Continuations;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.FollowCalls;
import org.openrecorder.application.recording.MarkRecording;
import org.openrecorder.application.recording.MarkRecordingService;
import org.openrecorder.application.recording.RecorderControl;
import org.openrecorder.application.recording.RecordingLife;
import org.openrecorder.application.recording.StartRecordingService;
import org.openrecorder.application.recording.StopRecordingService;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.retrieval.ListenToRecordingService;
import org.openrecorder.application.retrieval.Ongoing;
import org.openrecorder.application.retrieval.RetrieveRecordingService;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Group;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.Reason;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Following;
import org.openrecorder.domain.recording.Gap;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.testing.DirectBackground;
import org.openrecorder.testing.FixedUsers;
import org.openrecorder.testing.InMemoryAudioVault;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryCallRecords;
import org.openrecorder.testing.InMemoryInventory;
import org.openrecorder.testing.InMemoryRecordings;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.InMemoryTransactions;
import org.openrecorder.testing.ScriptedPbx;
import org.openrecorder.testing.SettableClock;

/** A whole server over fakes. What a restart loses is made anew by {@link #restart}. */
final class Server {

  static final PbxName PBX = new PbxName("pbx");

  static final Caller CRM =
      new Caller(
          new ClientName("crm"),
          "192.0.2.1",
          Set.of(Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE));

  static final Caller ADMINISTRATOR =
      new Caller(new ClientName("admin"), "192.0.2.2", Set.of(Permission.ADMINISTER));

  final InMemoryStore store = new InMemoryStore();
  final InMemoryRecordings recordings = new InMemoryRecordings(store);
  final InMemoryCallRecords calls = new InMemoryCallRecords(store);
  final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  final SettableClock clock = new SettableClock();
  final InMemorySpool spool = new InMemorySpool(clock);
  final InMemoryAudioVault vault = new InMemoryAudioVault(spool);
  final InMemoryInventory inventory = new InMemoryInventory(vault, spool, clock);
  final ScriptedPbx pbx = new ScriptedPbx(PBX, spool);
  final DirectBackground background = new DirectBackground();
  final FixedUsers users =
      new FixedUsers()
          .with("fred", Group.AGENT, "sales", "410")
          .with("ann", Group.AGENT, "sales", "411")
          .with("sue", Group.SUPERVISOR, "sales", "419")
          .with("max", Group.MANAGER, "head office", "1");

  /** What a restart takes up. */
  Set<Extension> privateExtensions = Set.of();

  boolean privateByRinging;

  Following ringing = Following.ONE_PHONE;

  static final Duration GAP = Duration.ofSeconds(2);

  private final AtomicLong ids = new AtomicLong();
  private final Background work;
  private Running running;

  /** What a restart loses. */
  private final class Running {

    final LivePbxs pbxs = new LivePbxs(List.of(PBX));
    final ChannelFinder finder = new ChannelFinder(pbxs, pbx);
    final WatchedCalls watched = new WatchedCalls();
    final CallLocks locks = new CallLocks();
    final Changes changes = new Changes();
    final Audit audit = new Audit(trail, clock);
    final InMemoryTransactions transactions = new InMemoryTransactions(store);
    final RecorderControl control =
        new RecorderControl(pbx, spool, recordings, transactions, clock);
    final Finaliser finaliser = new Finaliser(vault, spool, recordings, work, changes);
    final Continuations continuations =
        new Continuations(
            new Continuations.World(
                pbxs,
                watched,
                locks,
                recordings,
                control,
                finaliser,
                work,
                Server.this::nextId,
                clock),
            GAP);
    final AlwaysPrivate alwaysPrivate =
        new AlwaysPrivate(privateExtensions, privateByRinging, recordings, audit);
    final RecordingLife life =
        new RecordingLife(
            new RecordingLife.World(
                pbxs,
                watched,
                pbx,
                locks,
                calls,
                recordings,
                control,
                pbx,
                spool,
                finaliser,
                work,
                continuations,
                alwaysPrivate,
                transactions,
                clock));
    final Reconciliation reconciliation =
        new Reconciliation(
            new Reconciliation.World(
                pbxs,
                watched,
                pbx,
                locks,
                calls,
                recordings,
                control,
                life,
                pbx,
                spool,
                vault,
                inventory,
                finaliser,
                work,
                changes,
                audit,
                clock),
            Duration.ZERO);
    final StartRecordingService start =
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
                Server.this::nextId,
                alwaysPrivate,
                audit,
                clock));
    final StopRecordingService stop =
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
    final Ongoing ongoing = new Ongoing(pbxs, watched, clock);
    final RetrieveRecordingService retrieve =
        new RetrieveRecordingService(
            pbxs, ongoing, recordings, users, vault, changes, audit, clock);
    final LegacyApi legacy =
        new LegacyApi(start, stop, retrieve, audit, Set.of(LegacyMethod.values()), ringing);
    final MarkRecording mark =
        new MarkRecordingService(locks, recordings, alwaysPrivate, transactions, audit);
    final FindRecordings find = new FindRecordingsService(recordings, audit);
    final FindCalls findCalls = new FindCallsService(calls, audit);
    final ListenToRecording listen =
        new ListenToRecordingService(ongoing, recordings, vault, audit);

    void connect() {
      reconciliation.atStart();
      pbx.connect(new FollowCalls(pbxs, watched, life, pbx, reconciliation::inSync));
    }
  }

  Server() {
    this.work = background;
    this.running = new Running();
    running.connect();
  }

  /** A server whose background work is done by that. */
  Server(Background work) {
    this.work = work;
    this.running = new Running();
    running.connect();
  }

  private RecordingId nextId() {
    return new RecordingId(new UUID(0, ids.incrementAndGet()));
  }

  /** The server goes down without a word. */
  void crash() {
    pbx.disconnect();
  }

  /** The server comes up again and connects to the PBX. */
  void restart() {
    running = new Running();
    pbx.answerAgain();
    running.connect();
  }

  /** The link that was down comes up again; the server knew of nothing else. */
  void reconnect() {
    pbx.answerAgain();
    running.connect();
  }

  Answer<LegacyResult> start(String extenOrUniqueId, String tag) {
    return call("start", Map.of("extenOrUniqueId", extenOrUniqueId, "tag", tag));
  }

  Answer<LegacyResult> stop(String extenOrUniqueId) {
    return call("stop", Map.of("extenOrUniqueId", extenOrUniqueId));
  }

  Answer<LegacyResult> retrieve(String tag, String username) {
    return call("retrieve", Map.of("tag", tag, "username", username));
  }

  Answer<LegacyResult> retrieveByUniqueId(String uniqueId, String username) {
    return call("retrieveByUniqueId", Map.of("uniqueId", uniqueId, "username", username));
  }

  Answer<LegacyResult> call(String method, Map<String, String> parameters) {
    return call(CRM, method, parameters);
  }

  Answer<LegacyResult> call(Caller caller, String method, Map<String, String> parameters) {
    List<LegacyArgument> arguments =
        parameters.entrySet().stream()
            .map(one -> LegacyArgument.of(one.getKey(), one.getValue()))
            .toList();
    return call(new LegacyRequest(caller, Optional.of(method), arguments));
  }

  Answer<LegacyResult> call(LegacyRequest request) {
    return running.legacy.call(request);
  }

  void mark(RecordingId id, MarkRecording.Mark mark) {
    assertThat(tryToMark(id, mark)).isInstanceOf(Answer.Granted.class);
  }

  Answer<RecordedCall> tryToMark(RecordingId id, MarkRecording.Mark mark) {
    return mark(CRM, id, mark, Optional.empty());
  }

  Answer<RecordedCall> mark(
      Caller caller, RecordingId id, MarkRecording.Mark mark, Optional<Reason> reason) {
    return running.mark.mark(new MarkRecording.Request(caller, id, mark, reason));
  }

  FindRecordings finding() {
    return running.find;
  }

  FindCalls findingCalls() {
    return running.findCalls;
  }

  /** Compares the worlds as the schedule does. */
  void reconcileOnSchedule() {
    running.reconciliation.onSchedule();
  }

  /** What an administrator is answered who wants the worlds to be compared. */
  Report reconcile() {
    return granted(running.reconciliation.now(ADMINISTRATOR));
  }

  /** The last reports, newest first. */
  List<Report> reports() {
    return granted(running.reconciliation.reports(ADMINISTRATOR));
  }

  Reconcile reconciling() {
    return running.reconciliation;
  }

  private static <T> T granted(Answer<T> answer) {
    assertThat(answer).isInstanceOf(Answer.Granted.class);
    return ((Answer.Granted<T>) answer).value();
  }

  ListenToRecording listening() {
    return running.listen;
  }

  /** The recording that was started or stopped. */
  static RecordingId id(Answer<LegacyResult> answer) {
    return switch (answer) {
      case Answer.Granted<LegacyResult>(LegacyResult.Done done) -> done.recording().id();
      case Answer.Granted<LegacyResult>(LegacyResult.Audio audio) -> audio.signature().id();
      case Answer.Refused<LegacyResult>(Refusal refusal) ->
          throw new AssertionError("refused: " + refusal.code() + " " + refusal.trueReason());
    };
  }

  static LegacyResult.Audio audio(Answer<LegacyResult> answer) {
    assertThat(answer).isInstanceOf(Answer.Granted.class);
    return (LegacyResult.Audio) ((Answer.Granted<LegacyResult>) answer).value();
  }

  static RefusalCode code(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused<?>) answer).refusal().code();
  }

  static Refusal refusal(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused<?>) answer).refusal();
  }

  /** Somebody has lost what came after that state. */
  void putBack(Recording recording, RecordingState before) {
    recordings.saveState(
        new Recording(
            recording.id(),
            recording.call(),
            recording.tag(),
            recording.uniqueId(),
            recording.channel(),
            recording.extension(),
            recording.requestedAt(),
            before,
            recording.isPrivate(),
            recording.deleted(),
            recording.continues(),
            recording.following()));
  }

  Recording recording(RecordingId id) {
    return stored(id).recording();
  }

  Call callOf(RecordingId id) {
    return stored(id).call();
  }

  List<Gap> gapsOf(RecordingId id) {
    return stored(id).with(recordings.legs(List.of(id))).whole().gaps();
  }

  private RecordedCall stored(RecordingId id) {
    return recordings.find(id).orElseThrow();
  }

  String state(RecordingId id) {
    return recording(id).state().name();
  }

  /** The newest recording under that tag. */
  Optional<RecordingId> newest(String tag) {
    return recordings
        .search(Recordings.Filter.byTag(new Tag(tag)), Optional.empty(), 1)
        .items()
        .stream()
        .map(found -> found.recording().id())
        .findFirst();
  }

  /** Every recording there is, newest first. */
  List<Recording> all() {
    return recordings
        .search(
            new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            1_000)
        .items()
        .stream()
        .map(RecordedCall::recording)
        .toList();
  }

  /** The same with their further legs. */
  List<RecordedCall> everything() {
    return recordings
        .withLegs(
            recordings.search(
                new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                1_000))
        .items();
  }

  int countOf(String tag) {
    return recordings
        .search(Recordings.Filter.byTag(new Tag(tag)), Optional.empty(), 1_000)
        .items()
        .size();
  }

  static UniqueId uniqueId(String text) {
    return new UniqueId(text);
  }
}
