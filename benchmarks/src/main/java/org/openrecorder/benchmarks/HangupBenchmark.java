package org.openrecorder.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.process.LabFailure;

/**
 * What happens when many recorded calls end at once: how long each takes from the hang-up until a
 * CRM is given its audio. And how long a server that is started needs until it knows every channel
 * of a busy PBX.
 */
final class HangupBenchmark {

  private static final int CALLS = 100;
  private static final int CHANNELS = 1_000;

  /** More would measure themselves: each question is a transaction of the server's. */
  private static final int ASKERS = 4;

  private static final long TALK_NANOS = 3_000_000_000L;
  private static final long ASK_AGAIN_NANOS = 10_000_000;
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final AsteriskLab asterisk;
  private final RecorderServer server;

  HangupBenchmark(AsteriskLab asterisk, RecorderServer server) {
    this.asterisk = asterisk;
    this.server = server;
  }

  List<Figure> measure() {
    call(CALLS, "Local/601@lab/n", "605");
    List<LiveChannel> ends =
        asterisk.manager().channels().stream()
            .filter(channel -> channel.name().endsWith(";1"))
            .toList();
    try (HttpLine line = new HttpLine(server.port(), RecorderServer.credentials())) {
      ends.forEach(
          channel ->
              line.succeed(
                  RecorderServer.path(
                      "start", "extenOrUniqueId=" + channel.uniqueId() + "&tag=" + tag(channel))));
    }
    LockSupport.parkNanos(TALK_NANOS);
    Durations times = new Durations(hangUp(ends));
    return List.of(
        Figure.recorded(
            "from hang-up to retrievable, " + CALLS + " calls ending at once, p50",
            times.p50().text()),
        Figure.recorded(
            "from hang-up to retrievable, " + CALLS + " calls ending at once, p99",
            times.p99().text()));
  }

  private static String tag(LiveChannel channel) {
    return "hangup-" + channel.uniqueId();
  }

  /** How long each took, in nanoseconds. */
  private long[] hangUp(List<LiveChannel> channels) {
    try (ExecutorService askers = Executors.newFixedThreadPool(ASKERS)) {
      List<Future<Long>> all = new ArrayList<>();
      for (LiveChannel channel : channels) {
        asterisk.manager().hangUp(channel);
        long begin = System.nanoTime();
        all.add(askers.submit(() -> untilRetrievable(channel) - begin));
      }
      long[] times = new long[all.size()];
      for (int i = 0; i < times.length; i++) {
        times[i] = all.get(i).get();
      }
      return times;
    } catch (InterruptedException | ExecutionException failed) {
      throw new LabFailure("a recording did not become retrievable", failed);
    }
  }

  private long untilRetrievable(LiveChannel channel) {
    long end = System.nanoTime() + BOUND.toNanos();
    try (HttpLine line = new HttpLine(server.port(), RecorderServer.credentials())) {
      while (line.get(RecorderServer.retrieve(tag(channel))).status() != 200) {
        if (System.nanoTime() > end) {
          throw new LabFailure("the recording of " + channel + " did not become retrievable");
        }
        LockSupport.parkNanos(ASK_AGAIN_NANOS);
      }
    }
    return System.nanoTime();
  }

  /** Makes the PBX busy; {@link #resync} looks at it. */
  void callMany() {
    call(CHANNELS / 2, "Local/605@lab/n", "605");
  }

  private void call(int calls, String channel, String extension) {
    for (int i = 0; i < calls; i++) {
      asterisk.manager().originate(channel, extension);
    }
    long end = System.nanoTime() + BOUND.toNanos();
    while (locals() < 2L * calls) {
      if (System.nanoTime() > end) {
        throw new LabFailure("the calls did not come up");
      }
      LockSupport.parkNanos(100_000_000);
    }
    asterisk.manager().forgetEvents();
  }

  private long locals() {
    return asterisk.manager().channels().stream().filter(LiveChannel::isLocal).count();
  }

  /** What a server that was started meanwhile says of its first look at the PBX. */
  static Figure resync(RecorderServer started) {
    RecorderServer.Sync sync = started.lastSync();
    return Figure.atMost(
        1,
        "resync of " + sync.channels() + " live channels, against 1 s",
        new Figure.Measured(sync.millis(), String.format(Locale.ROOT, "%d ms", sync.millis())),
        new Figure.Measured(1_000, "1000 ms"));
  }

  /** Ends all calls. */
  void quiet() {
    asterisk.manager().channels().stream()
        .filter(LiveChannel::isLocal)
        .forEach(asterisk.manager()::hangUp);
  }
}
