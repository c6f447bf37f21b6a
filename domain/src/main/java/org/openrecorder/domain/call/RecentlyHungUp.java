package org.openrecorder.domain.call;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * The channels that were the last to hang up. Asterisk gives no unique id twice, so any event about
 * them is late.
 */
final class RecentlyHungUp {

  /** Enough for any delay between two events; more would only cost memory. */
  private static final int MOST = 1_000;

  private final Queue<UniqueId> oldestFirst = new ArrayDeque<>();
  private final Set<UniqueId> ids = new HashSet<>();

  void add(UniqueId gone) {
    if (ids.add(gone)) {
      oldestFirst.add(gone);
    }
    if (oldestFirst.size() > MOST) {
      ids.remove(oldestFirst.remove());
    }
  }

  /** The channel has not hung up: the event that said so was wrong. */
  void remove(UniqueId id) {
    if (ids.remove(id)) {
      oldestFirst.remove(id);
    }
  }

  boolean has(UniqueId id) {
    return ids.contains(id);
  }
}
