package org.openrecorder.lab.ami;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openrecorder.lab.process.LabFailure;

/** The newest events of a line, and the waiting for one. */
final class EventLog {
  /** Enough for some thousand calls; older events go. */
  private static final int KEPT = 100_000;

  private static final int SHOWN = 40;

  private final Deque<AmiMessage> log = new ArrayDeque<>();
  private Optional<LabFailure> end = Optional.empty();

  synchronized void add(AmiMessage event) {
    if (log.size() == KEPT) {
      log.removeFirst();
    }
    log.addLast(event);
    notifyAll();
  }

  /** Nothing comes any more. */
  synchronized void end(LabFailure why) {
    end = Optional.of(why);
    notifyAll();
  }

  synchronized AmiMessage await(Predicate<AmiMessage> wanted, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    try {
      Optional<AmiMessage> found = find(wanted);
      while (found.isEmpty()) {
        requireLine();
        wait(millisUntil(end, bound));
        found = find(wanted);
      }
      return found.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while waiting for an event", e);
    }
  }

  private void requireLine() {
    end.ifPresent(
        why -> {
          throw new LabFailure("the event cannot come any more; came: " + names(), why);
        });
  }

  private Optional<AmiMessage> find(Predicate<AmiMessage> wanted) {
    return log.stream().filter(wanted).findFirst();
  }

  private long millisUntil(long end, Duration bound) {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new LabFailure(
          "the event did not come within " + bound.toMillis() + " ms; came: " + names());
    }
    return left;
  }

  private String names() {
    return log.stream()
        .skip(Math.max(0, log.size() - SHOWN))
        .map(e -> e.get("Event") + " " + e.get("Channel"))
        .collect(Collectors.joining(", "));
  }

  synchronized List<AmiMessage> all() {
    return List.copyOf(log);
  }

  /** Takes the fitting events out of the log. */
  synchronized List<AmiMessage> drop(Predicate<AmiMessage> unwanted) {
    List<AmiMessage> dropped = new ArrayList<>(log.stream().filter(unwanted).toList());
    log.removeIf(unwanted);
    return dropped;
  }

  synchronized void clear() {
    log.clear();
  }
}
