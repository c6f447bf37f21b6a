package org.openrecorder.web.limit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.Failures;
import org.openrecorder.application.Refusal;
import org.openrecorder.domain.access.Caller;

/**
 * Leaves an audit row and a line of log for the first refusal of somebody, and one for all others
 * of the minute after it, with their count: a flood of requests must not become a flood of rows.
 */
public final class RefusalNotes {

  /** How often the same one is written about. */
  static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(RefusalNotes.class.getName());

  private final Audit audit;
  private final String action;
  private final LongSupplier nanos;
  private final Recent<Untold> byKey = new Recent<>();
  private long lookedAt;

  private record Untold(Caller caller, Refusal refusal, long since, int count) {}

  /**
   * @param action what the audit trail calls it
   * @param nanos the time in nanoseconds since any one moment
   */
  public RefusalNotes(Audit audit, String action, LongSupplier nanos) {
    this.audit = audit;
    this.action = action;
    this.nanos = nanos;
    this.lookedAt = nanos.getAsLong();
  }

  /** One more refusal of that one. The first in a minute is written at once. */
  public void refused(String who, Caller caller, Refusal refusal) {
    if (isFirst(who, caller, refusal)) {
      write(who, new Untold(caller, refusal, 0, 1));
    }
  }

  private synchronized boolean isFirst(String who, Caller caller, Refusal refusal) {
    Untold before = byKey.get(who);
    long now = nanos.getAsLong();
    byKey.put(
        who,
        before == null
            ? new Untold(caller, refusal, now, 0)
            : new Untold(caller, refusal, before.since(), before.count() + 1));
    return before == null;
  }

  /** Writes what was counted for longer than a minute. To be called now and then; mostly cheap. */
  public void catchUp() {
    write(due(INTERVAL));
  }

  /** Writes all that was counted. */
  public void close() {
    write(due(Duration.ZERO));
  }

  private synchronized List<Told> due(Duration age) {
    long now = nanos.getAsLong();
    List<Told> due = new ArrayList<>();
    if (age.isPositive() && now - lookedAt < age.toNanos()) {
      return due;
    }
    lookedAt = now;
    for (Map.Entry<String, Untold> next : byKey.entrySet()) {
      if (now - next.getValue().since() >= age.toNanos()) {
        due.add(new Told(next.getKey(), next.getValue()));
      }
    }
    due.forEach(one -> byKey.remove(one.who()));
    return due;
  }

  private record Told(String who, Untold refusals) {}

  private void write(List<Told> due) {
    due.stream()
        .filter(one -> one.refusals().count() > 0)
        .forEach(one -> write(one.who(), one.refusals()));
  }

  /** Whoever is refused stays refused if the row cannot be written; the log tells. */
  private void write(String who, Untold refusals) {
    LOG.log(
        Level.WARNING,
        "{0}: {1} refused {2} times: {3}",
        action,
        who,
        refusals.count(),
        refusals.refusal().trueReason());
    Refusal counted =
        Refusal.because(
            refusals.refusal().code(),
            refusals.refusal().message(),
            refusals.count() + " times: " + refusals.refusal().trueReason());
    Failures.caught(
        () -> audit.noted(Attempt.of(refusals.caller(), action, who), Answer.refused(counted)));
  }
}
