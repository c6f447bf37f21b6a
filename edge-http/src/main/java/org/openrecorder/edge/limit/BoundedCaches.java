package org.openrecorder.edge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Caches with strings as keys that strangers cannot fill the memory with. */
final class BoundedCaches {

  /** Keys that are kept: far more than clients of one recorder, and a few MB at most. */
  static final int MOST = 10_000;

  private BoundedCaches() {}

  /** A cache that evicts the keys that are used least; the calling thread does that itself. */
  static <V> Cache<String, V> cache() {
    return Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  }
}
