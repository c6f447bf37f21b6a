package org.openrecorder.edge.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what was used last and forgets the rest, so that nobody can fill the memory with names. */
final class LruMap<V> extends LinkedHashMap<String, V> {

  private static final long serialVersionUID = 1L;

  /** Keys that are kept: far more than clients of one recorder, and a few MB at most. */
  static final int MOST = 10_000;

  private static final float LOAD = 0.75f;

  LruMap() {
    super(16, LOAD, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MOST;
  }
}
