package org.openrecorder.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What several threads did to one call and what each was answered. It is legal if one order of
 * single steps explains every answer, where a step that was over before another began also stands
 * before it.
 */
final class CallHistory {

  /** More than any legal history has needed; without it an illegal one could take for ever. */
  private static final int MOST_STATES = 2_000_000;

  private final AtomicLong ticks = new AtomicLong();
  private final List<Step> steps = new ArrayList<>();

  /** A step: what it makes of the call, or nothing where it could not have been answered so. */
  private record Step(
      long from, long to, String told, Function<CallFate, Optional<CallFate>> effect) {

    @Override
    public String toString() {
      return from + "-" + to + " " + told;
    }
  }

  /** Which steps were taken, and what has become of the call by them. */
  private record Reached(long taken, CallFate fate) {}

  /** Does something and remembers what came of it. */
  <T> T step(Supplier<T> work, Function<T, CallFate.Effect> meaning) {
    long from = ticks.incrementAndGet();
    T result = work.get();
    long to = ticks.incrementAndGet();
    CallFate.Effect effect = meaning.apply(result);
    synchronized (steps) {
      steps.add(new Step(from, to, effect.told(), effect.change()));
    }
    return result;
  }

  /** The same for news of the PBX, which answers nobody: the call is gone, then that is known. */
  void hangUp(Runnable work) {
    long from = ticks.incrementAndGet();
    work.run();
    long to = ticks.incrementAndGet();
    synchronized (steps) {
      steps.add(new Step(from, to, "gone", CallFate::gone));
      steps.add(new Step(from, to, "known to be gone", CallFate::known));
    }
  }

  /** Whether some order explains it all. */
  boolean isLegal() {
    List<Step> all = List.copyOf(steps);
    long everything = (1L << all.size()) - 1;
    Set<Reached> seen = new HashSet<>();
    List<Reached> open = new ArrayList<>(List.of(new Reached(0, CallFate.LIVE)));
    while (!open.isEmpty()) {
      Reached reached = open.removeLast();
      if (reached.taken() == everything) {
        return true;
      }
      next(all, reached).stream().filter(seen::add).forEach(open::add);
      if (seen.size() > MOST_STATES) {
        throw new AssertionError("too many orders to try:\n" + this);
      }
    }
    return false;
  }

  private static List<Reached> next(List<Step> all, Reached reached) {
    long firstEnd = Long.MAX_VALUE;
    for (int i = 0; i < all.size(); i++) {
      firstEnd = isTaken(reached, i) ? firstEnd : Math.min(firstEnd, all.get(i).to());
    }
    List<Reached> next = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!isTaken(reached, i) && all.get(i).from() < firstEnd) {
        long taken = reached.taken() | (1L << i);
        all.get(i)
            .effect()
            .apply(reached.fate())
            .ifPresent(fate -> next.add(new Reached(taken, fate)));
      }
    }
    return next;
  }

  private static boolean isTaken(Reached reached, int step) {
    return (reached.taken() & (1L << step)) != 0;
  }

  @Override
  public String toString() {
    return steps.stream()
        .sorted(Comparator.comparingLong(Step::from))
        .map(Step::toString)
        .collect(Collectors.joining("\n"));
  }
}
