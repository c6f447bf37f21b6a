package org.openrecorder.application.reconciliation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last runs, newest first. */
final class Reports {

  private static final int MOST = 10;

  private final Deque<Run> runs = new ArrayDeque<>();

  synchronized void add(Run run) {
    runs.addFirst(run);
    if (runs.size() > MOST) {
      runs.removeLast();
    }
  }

  synchronized List<Report> all() {
    return runs.stream().map(Run::report).toList();
  }
}
