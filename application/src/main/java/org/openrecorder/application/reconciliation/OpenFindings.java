package org.openrecorder.application.reconciliation;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts what was found, and remembers what stays as it is, so that a later run can say that it is
 * nothing new. It forgets what a later look did not find any more: the same thing is new when it
 * comes again.
 */
final class OpenFindings {

  /** Things that are remembered; more than that are told as new each time. */
  private static final int MOST = 10_000;

  private final Set<String> known = new HashSet<>();
  private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);

  /** Takes in that it was found; whether that is new. */
  synchronized boolean add(Finding finding) {
    boolean isNew = !finding.open() || remember(finding);
    if (isNew) {
      counts.merge(finding.kind(), 1L, Long::sum);
    }
    return isNew;
  }

  private boolean remember(Finding finding) {
    return known.size() < MOST
        ? known.add(finding.identity())
        : !known.contains(finding.identity());
  }

  /** How many new findings of that kind there were. */
  synchronized long count(FindingKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Takes in that a look at everything has found these, and nothing else. */
  synchronized void retain(Set<String> found) {
    known.retainAll(found);
  }
}
