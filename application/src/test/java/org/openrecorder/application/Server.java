package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.openrecorder.application.composition.Ports;
import org.openrecorder.application.composition.RecorderApplication;
import org.openrecorder.application.composition.RecordingRules;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.legacy.LegacyArgument;
import org.openrecorder.application.legacy.LegacyMethod;
import org.openrecorder.application.legacy.LegacyRequest;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.application.port.IngestDelays;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.reconciliation.Reconcile;
import org.openrecorder.application.reconciliation.ReconciliationReport;
import org.openrecorder.application.recording.MarkRecording;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.search.FindCalls;
import org.openrecorder.application.search.FindRecordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.Gap;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.testing.DirectTaskQueue;
import org.openrecorder.testing.FixedUsers;
import org.openrecorder.testing.InMemoryAudioArchive;
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

  static final ApiPrincipal CRM =
      new ApiPrincipal(
          new ClientName("crm"),
          "192.0.2.1",
          Set.of(Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE));

  static final ApiPrincipal ADMINISTRATOR =
      new ApiPrincipal(new ClientName("admin"), "192.0.2.2", Set.of(Permission.ADMINISTER));

  final InMemoryStore store = new InMemoryStore();
  final InMemoryRecordings recordings = new InMemoryRecordings(store);
  final InMemoryCallRecords calls = new InMemoryCallRecords(store);
  final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  final SettableClock clock = new SettableClock();
  final InMemorySpool spool = new InMemorySpool(clock);
  final InMemoryAudioArchive archive = new InMemoryAudioArchive(spool);
  final InMemoryInventory inventory = new InMemoryInventory(archive, spool, clock);
  final ScriptedPbx pbx = new ScriptedPbx(PBX, spool);
  final DirectTaskQueue background = new DirectTaskQueue();
  final FixedUsers users =
      new FixedUsers()
          .with("fred", UserRole.AGENT, "sales", "410")
          .with("ann", UserRole.AGENT, "sales", "411")
          .with("sue", UserRole.SUPERVISOR, "sales", "419")
          .with("max", UserRole.MANAGER, "head office", "1");

  /** What a restart takes up. */
  Set<Extension> privateExtensions = Set.of();

  boolean privateByRinging;

  FollowRule ringing = FollowRule.ONE_PHONE;

  static final Duration GAP = Duration.ofSeconds(2);

  private final AtomicLong ids = new AtomicLong();
  private final KeyedTaskQueue work;
  private Running running;

  /** What a restart loses. */
  private final class Running {

    final Audit audit = new Audit(trail, clock);
    final RecorderApplication application = new RecorderApplication(ports(), rules(), audit);
    final LegacyApi legacy =
        new LegacyApi(
            application.start(),
            application.stop(),
            application.retrieve(),
            audit,
            Set.of(LegacyMethod.values()),
            ringing);

    void connect() {
      application.reconciliation().atStart();
      pbx.connect(application.pbxEvents());
    }
  }

  Server() {
    this.work = background;
    this.running = new Running();
    running.connect();
  }

  /** A server whose background work is done by that. */
  Server(KeyedTaskQueue work) {
    this.work = work;
    this.running = new Running();
    running.connect();
  }

  private Ports ports() {
    return new Ports(
        new Ports.Pbx(pbx, pbx, spool),
        new Ports.Audio(archive, inventory, IngestDelays.NONE),
        new Ports.Store(calls, recordings, new InMemoryTransactions(store)),
        new Ports.Host(work, this::nextId, clock),
        users);
  }

  private RecordingRules rules() {
    return new RecordingRules(
        List.of(PBX), privateExtensions, privateByRinging, GAP, Duration.ZERO);
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

  Result<LegacyResult> start(String extenOrUniqueId, String tag) {
    return call("start", Map.of("extenOrUniqueId", extenOrUniqueId, "tag", tag));
  }

  Result<LegacyResult> stop(String extenOrUniqueId) {
    return call("stop", Map.of("extenOrUniqueId", extenOrUniqueId));
  }

  Result<LegacyResult> retrieve(String tag, String username) {
    return call("retrieve", Map.of("tag", tag, "username", username));
  }

  Result<LegacyResult> retrieveByUniqueId(String uniqueId, String username) {
    return call("retrieveByUniqueId", Map.of("uniqueId", uniqueId, "username", username));
  }

  Result<LegacyResult> call(String method, Map<String, String> parameters) {
    return call(CRM, method, parameters);
  }

  Result<LegacyResult> call(ApiPrincipal principal, String method, Map<String, String> parameters) {
    List<LegacyArgument> arguments =
        parameters.entrySet().stream()
            .map(one -> LegacyArgument.of(one.getKey(), one.getValue()))
            .toList();
    return call(new LegacyRequest(principal, Optional.of(method), arguments));
  }

  Result<LegacyResult> call(LegacyRequest request) {
    return running.legacy.call(request);
  }

  void mark(RecordingId id, MarkRecording.Mark mark) {
    assertThat(tryToMark(id, mark)).isInstanceOf(Result.Success.class);
  }

  Result<RecordingWithCall> tryToMark(RecordingId id, MarkRecording.Mark mark) {
    return mark(CRM, id, mark, Optional.empty());
  }

  Result<RecordingWithCall> mark(
      ApiPrincipal principal,
      RecordingId id,
      MarkRecording.Mark mark,
      Optional<ChangeReason> reason) {
    return running.application.mark().mark(new MarkRecording.Request(principal, id, mark, reason));
  }

  FindRecordings finding() {
    return running.application.findRecordings();
  }

  FindCalls findingCalls() {
    return running.application.findCalls();
  }

  /** Compares the worlds as the schedule does. */
  void reconcileOnSchedule() {
    running.application.reconciliation().onSchedule();
  }

  /** What an administrator is answered who wants the worlds to be compared. */
  ReconciliationReport reconcile() {
    return granted(running.application.reconciliation().now(ADMINISTRATOR));
  }

  /** The last reports, newest first. */
  List<ReconciliationReport> reports() {
    return granted(running.application.reconciliation().reports(ADMINISTRATOR));
  }

  Reconcile reconciling() {
    return running.application.reconciliation();
  }

  private static <T> T granted(Result<T> result) {
    assertThat(result).isInstanceOf(Result.Success.class);
    return ((Result.Success<T>) result).value();
  }

  ListenToRecording listening() {
    return running.application.listen();
  }

  /** The recording that was started or stopped. */
  static RecordingId id(Result<LegacyResult> result) {
    return switch (result) {
      case Result.Success<LegacyResult>(LegacyResult.Done done) -> done.recording().id();
      case Result.Success<LegacyResult>(LegacyResult.Audio audio) -> audio.signature().id();
      case Result.Rejected<LegacyResult>(Rejection rejection) ->
          throw new AssertionError("refused: " + rejection.code() + " " + rejection.auditReason());
    };
  }

  static LegacyResult.Audio audio(Result<LegacyResult> result) {
    assertThat(result).isInstanceOf(Result.Success.class);
    return (LegacyResult.Audio) ((Result.Success<LegacyResult>) result).value();
  }

  static ErrorCode code(Result<?> result) {
    assertThat(result).isInstanceOf(Result.Rejected.class);
    return ((Result.Rejected<?>) result).rejection().code();
  }

  static Rejection rejection(Result<?> result) {
    assertThat(result).isInstanceOf(Result.Rejected.class);
    return ((Result.Rejected<?>) result).rejection();
  }

  /** Somebody has lost what came after that state. */
  void putBack(RecordingSegment segment, RecordingState before) {
    recordings.putBack(
        new RecordingSegment(
            segment.id(),
            segment.call(),
            segment.tag(),
            segment.uniqueId(),
            segment.channel(),
            segment.extension(),
            segment.requestedAt(),
            before,
            segment.isPrivate(),
            segment.deleted(),
            segment.continues(),
            segment.following()));
  }

  RecordingSegment recording(RecordingId id) {
    return stored(id).segment();
  }

  CallRecord callOf(RecordingId id) {
    return stored(id).call();
  }

  List<Gap> gapsOf(RecordingId id) {
    return stored(id).with(recordings.segments(List.of(id))).recording().gaps();
  }

  private RecordingWithCall stored(RecordingId id) {
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
        .map(found -> found.segment().id())
        .findFirst();
  }

  /** Every recording there is, newest first. */
  List<RecordingSegment> all() {
    return recordings
        .search(
            new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            1_000)
        .items()
        .stream()
        .map(RecordingWithCall::segment)
        .toList();
  }

  /** The same with their further segments. */
  List<RecordingWithCall> everything() {
    return recordings
        .withSegments(
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
