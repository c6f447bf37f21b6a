package org.openrecorder.application.reconciliation;

import java.util.HashSet;
import java.util.Set;

/**
 * Remembers what was found and stays as it is, so that a later run can say that it is nothing new.
 * It forgets what a later look did not find any more: the same thing is new when it comes again.
 */
final class OpenFindings {

  /** Things that are remembered; more than that are told as new each time. */
  private static final int MOST = 10_000;

  private final Set<String> known = new HashSet<>();

  /** Takes in that it was found and left; whether that is new. */
  synchronized boolean add(Finding finding) {
    return known.size() < MOST
        ? known.add(finding.identity())
        : !known.contains(finding.identity());
  }

  /** Takes in that a look at everything has found these, and nothing else. */
  synchronized void retain(Set<String> found) {
    known.retainAll(found);
  }
}
