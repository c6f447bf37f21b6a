package org.openrecorder.lab.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of both ways and knows at which one something is to happen. */
final class Trap {

  private final Map<Way, Long> counts = new EnumMap<>(Way.class);
  private @Nullable Armed armed;
  private boolean fired;

  private record Armed(Way way, long position, Fault fault) {}

  /** A fault and how many of the bytes at hand come before it. */
  record Sprung(Fault fault, int bytesBefore) {}

  synchronized void arm(Way way, long position, Fault fault) {
    disarm();
    armed = new Armed(way, position, fault);
  }

  synchronized void disarm() {
    counts.clear();
    armed = null;
    fired = false;
  }

  synchronized boolean hasFired() {
    return fired;
  }

  synchronized long count(Way way) {
    return counts.getOrDefault(way, 0L);
  }

  /** Counts those bytes and says whether something happens among them. */
  synchronized Optional<Sprung> pass(Way way, int bytes) {
    long before = count(way);
    counts.put(way, before + bytes);
    Armed waiting = armed;
    if (waiting == null || waiting.way() != way || waiting.position() >= before + bytes) {
      return Optional.empty();
    }
    armed = null;
    fired = true;
    return Optional.of(new Sprung(waiting.fault(), (int) (waiting.position() - before)));
  }
}
