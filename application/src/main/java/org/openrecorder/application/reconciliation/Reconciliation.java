package org.openrecorder.application.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.reconciliation.Report.Trigger;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.application.recording.Changes;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.RecorderControl;
import org.openrecorder.application.recording.RecordingLife;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.RecordingState.Ended;
import org.openrecorder.domain.recording.RecordingState.Withdrawn;

/**
 * Compares the rows with what the PBXs do, what lies in their spools and what lies in the archive,
 * and repairs what it can: at the start, whenever the picture of a PBX is whole again, on a
 * schedule and when somebody asks. One comparison of everything is under way at a time; that of one
 * PBX that is back waits for nobody.
 */
public final class Reconciliation implements Reconcile {

  /** Rows, and files, of the archive that one run looks at. */
  private static final int MOST_ARCHIVED = 100_000;

  /** A recording that ended less than this ago may be on its way to being taken in. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final LivePbxs pbxs;
  private final Recordings recordings;
  private final Finaliser finaliser;
  private final Background background;
  private final Audit audit;
  private final InstantSource clock;
  private final Duration patience;
  private final Errands errands;
  private final PbxComparison pbxComparison;
  private final SpoolComparison spoolComparison;
  private final ArchiveComparison archiveComparison;
  private final OpenFindings openFindings = new OpenFindings();
  private final Reports reports = new Reports();
  private final Semaphore whole = new Semaphore(1);

  /** What reconciliation needs. */
  public record World(
      LivePbxs pbxs,
      WatchedCalls watched,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      RecordingLife life,
      Recorder recorder,
      Spool spool,
      AudioVault vault,
      ArchiveInventory inventory,
      Finaliser finaliser,
      Background background,
      Changes changes,
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
    this.background = world.background();
    this.audit = world.audit();
    this.clock = world.clock();
    this.patience = patience;
    this.errands = new Errands(world.background(), world.locks());
    this.pbxComparison = new PbxComparison(world);
    this.spoolComparison = new SpoolComparison(world, errands);
    this.archiveComparison = new ArchiveComparison(world, MOST_ARCHIVED);
  }

  /** Takes up what was left over when the server last stopped. Throws what makes it wait. */
  public void atStart() {
    audit.settleLeftovers(this::failure);
    Run run = run(Trigger.START, Optional.empty());
    finaliseLeftovers(run, Instant.MAX); // whatever the clock says: nobody else has them in hand
    begun(run);
    compareFiles(run);
    run.end();
  }

  private Optional<String> failure(RecordingId id) {
    return recordings
        .find(id)
        .map(found -> found.recording().state())
        .filter(state -> state instanceof Withdrawn || state instanceof Ended)
        .flatMap(RecordingState::reason);
  }

  /** The picture of that PBX is whole again: compares what goes on there, soon. */
  public void inSync(PbxName pbx) {
    background.submit(pbx, () -> compareNow(pbx));
  }

  private void compareNow(PbxName pbx) {
    Run run = run(Trigger.CONNECT, Optional.of(pbx));
    pbxComparison.compare(pbx, run, errands::must);
    begun(run);
    Errands.unlessUnavailable(run, () -> spoolComparison.compare(pbx, run));
    run.end();
  }

  /** It is time: compares everything, unless somebody is at it. */
  public void onSchedule() {
    if (whole.tryAcquire()) {
      Run unused = compareAll(Trigger.SCHEDULE);
    }
  }

  @Override
  public Answer<Report> now(Caller caller) {
    Attempt attempt = Attempt.of(caller, "reconcile", "");
    return audit.noted(attempt, permitted(caller, attempt));
  }

  private Answer<Report> permitted(Caller caller, Attempt attempt) {
    if (!caller.may(Permission.ADMINISTER)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "only administrators may reconcile");
    }
    if (!isMyTurn()) {
      return Answer.refused(
          Refusal.of(RefusalCode.NOT_READY, "a reconciliation is under way; ask again soon")
              .retryAfter(patience));
    }
    Report report = compareAll(Trigger.REQUEST).report();
    audit.granted(attempt, report.findings().size() + " findings");
    return Answer.granted(report);
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
  public Answer<List<Report>> reports(Caller caller) {
    return caller.may(Permission.ADMINISTER)
        ? Answer.granted(reports.all())
        : Answer.refused(RefusalCode.FORBIDDEN, "only administrators may read reconciliations");
  }

  /** How many findings of that kind there were since the server was started, each thing once. */
  public long found(Kind kind) {
    return openFindings.count(kind);
  }

  /** Whoever calls has the turn, which ends here. */
  private Run compareAll(Trigger trigger) {
    try {
      Run run = run(trigger, Optional.empty());
      begun(run);
      compareAll(run);
      run.end();
      boolean unused = run.await(patience);
      return run;
    } finally {
      whole.release();
    }
  }

  private void compareAll(Run run) {
    Errands.unlessUnavailable(run, () -> finaliseLeftovers(run, clock.instant().minus(SETTLING)));
    for (PbxName pbx : pbxs.names()) {
      if (pbxs.isInSync(pbx)) {
        Errands.unlessUnavailable(run, () -> pbxComparison.compareAfresh(pbx, run, errands::may));
      } else {
        run.notLooked("no link to the PBX " + pbx);
      }
    }
    compareFiles(run);
  }

  private void compareFiles(Run run) {
    for (PbxName pbx : pbxs.names()) {
      Errands.unlessUnavailable(run, () -> spoolComparison.compare(pbx, run));
    }
    errands.may(run, archiveComparison, () -> archiveComparison.compare(run));
  }

  private void finaliseLeftovers(Run run, Instant endedBefore) {
    for (Recording recording : recordings.finalising()) {
      if (recording.state().endedAt().stream().noneMatch(endedBefore::isBefore)) {
        finaliser.submit(recording, Outcome.ofLeftover(run));
      }
    }
  }

  private Run run(Trigger trigger, Optional<PbxName> pbx) {
    return new Run(trigger, pbx, openFindings, clock);
  }

  private void begun(Run run) {
    reports.add(run);
  }
}
