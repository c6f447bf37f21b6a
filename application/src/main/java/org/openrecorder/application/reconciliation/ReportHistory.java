package org.openrecorder.application.reconciliation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last runs, newest first. */
final class ReportHistory {

  private static final int MOST = 10;

  private final Deque<ReconciliationRun> runs = new ArrayDeque<>();

  synchronized void add(ReconciliationRun run) {
    runs.addFirst(run);
    if (runs.size() > MOST) {
      runs.removeLast();
    }
  }

  synchronized List<ReconciliationReport> all() {
    return runs.stream().map(ReconciliationRun::report).toList();
  }
}
