package org.openrecorder.application.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.AuditedAction;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.reconciliation.ReconciliationReport.Trigger;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.application.recording.ChangeSignal;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.PbxRecording;
import org.openrecorder.application.recording.RecordingLifecycle;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.RecordingState.Cancelling;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;

/**
 * Compares the rows with what the PBXs do, what lies in their spools and what lies in the archive,
 * and repairs what it can: at the start, whenever the picture of a PBX is whole again, on a
 * schedule and when an administrator asks. One comparison of everything is under way at a time;
 * that of one PBX that is back does not wait for it.
 */
public final class Reconciliation implements Reconcile {

  /** Rows, and files, of the archive that one run looks at. */
  private static final int MOST_ARCHIVED = 100_000;

  /** A recording that ended less than this ago may be on its way to being taken in. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final PbxRegistry pbxs;
  private final Recordings recordings;
  private final Finaliser finaliser;
  private final KeyedTaskQueue tasks;
  private final Audit audit;
  private final InstantSource clock;
  private final Duration patience;
  private final ReconciliationTasks comparisons;
  private final PbxComparison pbxComparison;
  private final SpoolComparison spoolComparison;
  private final ArchiveComparison archiveComparison;
  private final OpenFindings openFindings = new OpenFindings();
  private final ReportHistory reports = new ReportHistory();
  private final Semaphore whole = new Semaphore(1);

  /** What reconciliation needs. */
  public record World(
      PbxRegistry pbxs,
      TrackedCalls watched,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording control,
      RecordingLifecycle life,
      CallRecorder recorder,
      Spool spool,
      AudioArchive archive,
      ArchiveInventory inventory,
      Finaliser finaliser,
      KeyedTaskQueue background,
      ChangeSignal changes,
      Audit audit,
      InstantSource clock) {}

  /**
   * A reconciliation.
   *
   * @param patience how long a comparison of everything is waited for
   */
  public Reconciliation(World world, Duration patience) {
    this.pbxs = world.pbxs();
    this.recordings = world.recordings();
    this.finaliser = world.finaliser();
    this.tasks = world.background();
    this.audit = world.audit();
    this.clock = world.clock();
    this.patience = patience;
    this.comparisons = new ReconciliationTasks(world.background(), world.locks());
    this.pbxComparison = new PbxComparison(world);
    this.spoolComparison = new SpoolComparison(world, comparisons);
    this.archiveComparison = new ArchiveComparison(world, MOST_ARCHIVED);
  }

  /** Takes up what was left over when the server last stopped. Throws what makes it wait. */
  public void atStart() {
    audit.confirmLeftovers(this::failure);
    ReconciliationRun run = run(Trigger.START, Optional.empty());
    finaliseLeftovers(
        run, Instant.MAX); // whatever the clock says: no other thread has them in hand
    begun(run);
    compareFiles(run);
    run.end();
  }

  private Optional<String> failure(RecordingId id) {
    return recordings
        .find(id)
        .map(found -> found.segment().state())
        .filter(state -> state instanceof Cancelling || state instanceof EndedWithoutAudio)
        .flatMap(RecordingState::reason);
  }

  /** The picture of that PBX is whole again: compares what goes on there, soon. */
  public void inSync(PbxName pbx) {
    tasks.submit(pbx, () -> compareNow(pbx));
  }

  private void compareNow(PbxName pbx) {
    ReconciliationRun run = run(Trigger.CONNECT, Optional.of(pbx));
    pbxComparison.compare(pbx, run, comparisons::retrying);
    begun(run);
    ReconciliationTasks.unlessUnavailable(run, () -> spoolComparison.compare(pbx, run));
    run.end();
  }

  /** It is time: compares everything, unless a comparison is under way. */
  public void onSchedule() {
    if (whole.tryAcquire()) {
      ReconciliationRun unused = compareAll(Trigger.SCHEDULE);
    }
  }

  @Override
  public Result<ReconciliationReport> now(ApiPrincipal principal) {
    AuditedAction action = AuditedAction.of(principal, "reconcile", "");
    return audit.noted(action, permitted(principal, action));
  }

  private Result<ReconciliationReport> permitted(ApiPrincipal principal, AuditedAction action) {
    if (!principal.may(Permission.ADMINISTER)) {
      return Result.rejected(ErrorCode.FORBIDDEN, "only administrators may reconcile");
    }
    if (!isMyTurn()) {
      return Result.rejected(
          Rejection.of(ErrorCode.NOT_READY, "a reconciliation is under way; ask again soon")
              .retryAfter(patience));
    }
    ReconciliationReport report = compareAll(Trigger.REQUEST).report();
    audit.granted(action, report.findings().size() + " findings");
    return Result.success(report);
  }

  private boolean isMyTurn() {
    try {
      return whole.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Result<List<ReconciliationReport>> reports(ApiPrincipal principal) {
    return principal.may(Permission.ADMINISTER)
        ? Result.success(reports.all())
        : Result.rejected(ErrorCode.FORBIDDEN, "only administrators may read reconciliations");
  }

  /** How many findings of that kind there were since the server was started, each thing once. */
  public long found(FindingKind kind) {
    return openFindings.count(kind);
  }

  /** The calling thread has the turn, which ends here. */
  private ReconciliationRun compareAll(Trigger trigger) {
    try {
      ReconciliationRun run = run(trigger, Optional.empty());
      begun(run);
      compareAll(run);
      run.end();
      boolean unused = run.await(patience);
      return run;
    } finally {
      whole.release();
    }
  }

  private void compareAll(ReconciliationRun run) {
    ReconciliationTasks.unlessUnavailable(
        run, () -> finaliseLeftovers(run, clock.instant().minus(SETTLING)));
    for (PbxName pbx : pbxs.names()) {
      if (pbxs.isInSync(pbx)) {
        ReconciliationTasks.unlessUnavailable(
            run, () -> pbxComparison.compareAfresh(pbx, run, comparisons::bestEffort));
      } else {
        run.notLooked("no link to the PBX " + pbx);
      }
    }
    compareFiles(run);
  }

  private void compareFiles(ReconciliationRun run) {
    for (PbxName pbx : pbxs.names()) {
      ReconciliationTasks.unlessUnavailable(run, () -> spoolComparison.compare(pbx, run));
    }
    comparisons.bestEffort(run, archiveComparison, () -> archiveComparison.compare(run));
  }

  private void finaliseLeftovers(ReconciliationRun run, Instant endedBefore) {
    for (RecordingSegment segment : recordings.finalising()) {
      if (segment.state().endedAt().stream().noneMatch(endedBefore::isBefore)) {
        finaliser.submit(segment, FindingClassifier.ofLeftover(run));
      }
    }
  }

  private ReconciliationRun run(Trigger trigger, Optional<PbxName> pbx) {
    return new ReconciliationRun(trigger, pbx, openFindings, clock);
  }

  private void begun(ReconciliationRun run) {
    reports.add(run);
  }
}
