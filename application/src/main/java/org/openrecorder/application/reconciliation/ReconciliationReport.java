package org.openrecorder.application.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;

/**
 * What a run has found and done so far.
 *
 * @param pbx the PBX that was compared; empty if all were, and the archive
 * @param endedAt empty while something of it is still under way
 * @param looked how many of each kind of thing were looked at
 * @param notLooked what could not be looked at, and why; the next run does
 * @param more findings beyond those that a report has room for; repaired all the same
 */
public record ReconciliationReport(
    Trigger trigger,
    Optional<PbxName> pbx,
    Instant startedAt,
    Optional<Instant> endedAt,
    Map<String, Long> looked,
    List<String> notLooked,
    List<Named> findings,
    long more) {

  /** Why there was a run. */
  public enum Trigger {
    /** The server has started. */
    START,
    /** The picture of a PBX is whole again. */
    CONNECT,
    /** It was time. */
    SCHEDULE,
    /** An administrator asked. */
    REQUEST
  }

  /**
   * A finding in a report.
   *
   * @param isNew false if an earlier run of this process has named it and it is still open
   */
  public record Named(Finding finding, boolean isNew) {}

  public ReconciliationReport {
    looked = Map.copyOf(looked);
    notLooked = List.copyOf(notLooked);
    findings = List.copyOf(findings);
  }
}
