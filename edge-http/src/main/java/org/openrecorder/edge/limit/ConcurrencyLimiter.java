package org.openrecorder.edge.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * How many requests of one client are worked on at the same time. Keeps no key without requests.
 */
public final class ConcurrencyLimiter {

  private final IntSupplier most;
  private final Map<String, Integer> inside = new HashMap<>();

  public ConcurrencyLimiter(int most) {
    this(() -> most);
  }

  /**
   * A limit that can change.
   *
   * @param most asked for each time
   */
  public ConcurrencyLimiter(IntSupplier most) {
    this.most = most;
  }

  /** Whether one more may come in; if so it has to {@link #leave}. */
  public synchronized boolean enter(String who) {
    if (inside.getOrDefault(who, 0) >= most.getAsInt()) {
      return false;
    }
    inside.merge(who, 1, Integer::sum);
    return true;
  }

  /** One of those inside goes. */
  public synchronized void leave(String who) {
    inside.computeIfPresent(who, (unused, count) -> count > 1 ? count - 1 : null);
  }
}
