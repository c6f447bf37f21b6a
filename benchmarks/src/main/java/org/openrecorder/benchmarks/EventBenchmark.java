package org.openrecorder.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrecorder.lab.process.LabFailure;

/**
 * Whether the server keeps up with twice the events of a saturated Asterisk: what a real one said
 * is said again by a simulated one, faster, and looked at is how far the server is behind the
 * moment at which each event was due.
 */
final class EventBenchmark {

  private static final double GOAL = 2;

  /** A little more than the goal, so that reaching it does not hang on a rounding. */
  private static final double SPEED = 2.1;

  private static final double MOST_LAG_MILLIS = 200;
  private static final long SAMPLE_NANOS = 100_000_000;

  private final EventStorm storm;
  private final SimulatedPbx pbx;
  private final RecorderServer server;
  private final Duration length;

  EventBenchmark(EventStorm storm, SimulatedPbx pbx, RecorderServer server, Duration length) {
    this.storm = storm;
    this.pbx = pbx;
    this.server = server;
    this.length = length;
  }

  /** What the server said at one moment. */
  private record Sample(long at, double handled, double dropped) {}

  List<Figure> measure() {
    HeapBenchmark heap = new HeapBenchmark(server);
    try (HttpLine line = new HttpLine(server.port(), RecorderServer.credentials())) {
      pbx.say(storm, storm.perSecond(), length.dividedBy(3).toNanos());
      awaitQuiet(line);
      String before = heap.collected();
      Sample first = sample(line);
      long begin = System.nanoTime();
      CompletableFuture<Long> saying =
          CompletableFuture.supplyAsync(
              () -> pbx.say(storm, storm.perSecond() * SPEED, length.toNanos()));
      List<Sample> samples = new ArrayList<>();
      while (!saying.isDone()) {
        LockSupport.parkNanos(SAMPLE_NANOS);
        samples.add(sample(line));
      }
      Sample last = awaitQuiet(line);
      return figures(
          new Taken(saying.join(), begin, first, samples, last), before, heap.collected());
    }
  }

  /** One storm. Not everything that is said is of interest, so what is taken in is a share. */
  private record Taken(long said, long begin, Sample first, List<Sample> samples, Sample last) {

    double share() {
      return (last.handled - first.handled) / said;
    }

    double perSecond() {
      Sample end = samples.getLast();
      return (end.handled - first.handled) / share() / ((end.at - begin) / 1e9);
    }

    /** The most, over all samples taken while events were said. */
    double lagMillis(double perSecond) {
      return samples.stream().mapToDouble(sample -> lagMillis(sample, perSecond)).max().orElse(0);
    }

    private double lagMillis(Sample sample, double perSecond) {
      double due = Math.min((double) said, (sample.at - begin) / 1e9 * perSecond);
      double handled = (sample.handled - first.handled) / share();
      return Math.max(0, due - handled) / perSecond * 1e3;
    }

    double dropped() {
      return last.dropped - first.dropped;
    }
  }

  private List<Figure> figures(Taken taken, String before, String after) {
    double lag = taken.lagMillis(storm.perSecond() * SPEED);
    String what = "events of " + taken.said() + " in a row at " + SPEED + " times that speed, ";
    return List.of(
        Figure.atLeast(
            GOAL,
            what + "taken in, against what a saturated Asterisk says",
            perSecond(taken.perSecond()),
            perSecond(storm.perSecond())),
        Figure.atMost(
            1,
            what + "the most lag, against 200 ms",
            new Figure.Measured(lag, String.format(Locale.ROOT, "%.0f ms", lag)),
            new Figure.Measured(MOST_LAG_MILLIS, "200 ms")),
        Figure.recorded(what + "thrown away", String.format(Locale.ROOT, "%.0f", taken.dropped())),
        Figure.recorded(what + "memory before, collected", before),
        Figure.recorded(what + "memory afterwards, collected", after));
  }

  private static Figure.Measured perSecond(double value) {
    return new Figure.Measured(value, String.format(Locale.ROOT, "%.0f/s", value));
  }

  /** Waits until all that was said has been taken in. */
  private static Sample awaitQuiet(HttpLine line) {
    Sample before = sample(line);
    LockSupport.parkNanos(SAMPLE_NANOS);
    Sample now = sample(line);
    while (now.handled() > before.handled()) {
      LockSupport.parkNanos(SAMPLE_NANOS);
      before = now;
      now = sample(line);
    }
    return now;
  }

  private static Sample sample(HttpLine line) {
    String page = line.get(RecorderServer.METRICS).body();
    return new Sample(
        System.nanoTime(),
        value(page, "openrecorder_events_total") - value(page, "openrecorder_events_waiting"),
        value(page, "openrecorder_events_dropped_total"));
  }

  private static double value(String page, String name) {
    Matcher found = Pattern.compile("(?m)^" + name + "\\{[^}]*} (\\S+)$").matcher(page);
    if (!found.find()) {
      throw new LabFailure("no metric is called " + name);
    }
    return Double.parseDouble(found.group(1));
  }
}
