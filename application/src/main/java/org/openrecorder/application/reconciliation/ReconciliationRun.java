package org.openrecorder.application.reconciliation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openrecorder.domain.call.PbxName;

/**
 * One comparison under way: gathers what is found, from all threads that take part, and knows when
 * the last of them has come to an end.
 */
final class ReconciliationRun {

  private static final Logger LOG = System.getLogger(ReconciliationRun.class.getName());

  /** Findings that a report has room for. */
  private static final int MOST_FINDINGS = 1_000;

  /** Findings that are logged one by one. */
  private static final int MOST_LINES = 100;

  private final ReconciliationReport.Trigger trigger;
  private final Optional<PbxName> pbx;
  private final OpenFindings openFindings;
  private final InstantSource clock;
  private final Instant startedAt;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<String, Long> looked = new TreeMap<>();
  private final Set<String> notLooked = new LinkedHashSet<>();
  private final List<ReconciliationReport.Named> findings = new ArrayList<>();
  private final Set<String> stillOpen = new HashSet<>();
  private Optional<Instant> endedAt = Optional.empty();
  private long more;
  private int lines;
  private int underWay = 1;

  ReconciliationRun(
      ReconciliationReport.Trigger trigger,
      Optional<PbxName> pbx,
      OpenFindings openFindings,
      InstantSource clock) {
    this.trigger = trigger;
    this.pbx = pbx;
    this.openFindings = openFindings;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** One more piece of work belongs to it. */
  synchronized void begin() {
    underWay++;
  }

  /** A piece of work has come to an end; so has the run itself, for which this is called once. */
  synchronized void end() {
    underWay--;
    if (underWay == 0) {
      endedAt = Optional.of(clock.instant());
      ended.countDown();
      conclude();
    }
  }

  /** What everything was looked at for and was not found is not open any more. */
  private void conclude() {
    if (pbx.isEmpty() && notLooked.isEmpty()) {
      openFindings.retain(stillOpen);
    }
    if (!findings.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "reconciliation ({0}): {1} findings; docs/operations.md tells what they mean",
          trigger,
          findings.size() + more);
    }
  }

  /** Waits until it has come to an end; false if it has not within that time. */
  boolean await(Duration bound) {
    try {
      return ended.await(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  synchronized void looked(String at, long count) {
    looked.merge(at, count, Long::sum);
  }

  synchronized void notLooked(String why) {
    if (notLooked.size() < MOST_LINES) {
      notLooked.add(why);
    }
  }

  synchronized void add(Finding finding) {
    boolean isNew = openFindings.add(finding);
    if (finding.open()) {
      stillOpen.add(finding.identity());
    }
    if (findings.size() < MOST_FINDINGS) {
      findings.add(new ReconciliationReport.Named(finding, isNew));
    } else {
      more++;
    }
    if (isNew && lines < MOST_LINES) {
      lines++;
      log(finding);
    }
  }

  private static void log(Finding finding) {
    LOG.log(
        Level.WARNING,
        "reconciliation: {0} {1} {2}: {3}",
        finding.kind(),
        finding.pbx().map(PbxName::value).orElse("-"),
        finding.subject(),
        finding.done());
  }

  /** What has come of it so far. */
  synchronized ReconciliationReport report() {
    return new ReconciliationReport(
        trigger, pbx, startedAt, endedAt, looked, List.copyOf(notLooked), findings, more);
  }
}
