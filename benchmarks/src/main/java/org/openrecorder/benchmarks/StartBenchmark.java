package org.openrecorder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.openrecorder.lab.ami.AmiClient;
import org.openrecorder.lab.ami.AmiMessage;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.LabFailure;

/**
 * Start, from the request to the answer, against the least that it could do: one MixMonitor round
 * trip and one commit of one row. Both are measured in turn on the same live call.
 */
final class StartBenchmark {

  private static final int OTHER_CALLS = 200;
  private static final double MOST = 2;
  private static final String EXTENSION = "410";
  private static final String OTHER = "411";
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_NANOS = 100_000_000;
  private static final long LOOK_FOR_FILE_NANOS = 2_000_000;

  private final String database;
  private final int warmUps;
  private final int times;
  private final AsteriskLab asterisk;
  private final RecorderServer server;
  private final Baseline baseline;

  /**
   * What is measured.
   *
   * @param database how the report calls it
   * @param warmUps turns before the first that counts; a third as many again with the other calls
   * @param times turns that count
   * @param baseline a database of the same kind, on the same disk
   */
  StartBenchmark(
      String database,
      int warmUps,
      int times,
      AsteriskLab asterisk,
      RecorderServer server,
      Baseline baseline) {
    this.database = database;
    this.warmUps = warmUps;
    this.times = times;
    this.asterisk = asterisk;
    this.server = server;
    this.baseline = baseline;
  }

  List<Figure> measure() throws SQLException {
    asterisk.phone(OTHER);
    PhoneCall call = asterisk.phone(EXTENSION).call(OTHER).awaitAnswered(BOUND);
    try {
      return measureOn(asterisk.awaitTalking(call, BOUND));
    } finally {
      asterisk.phone(EXTENSION).hangUpAll();
    }
  }

  private List<Figure> measureOn(LiveChannel channel) throws SQLException {
    List<Figure> figures = new ArrayList<>();
    try (HttpLine line = new HttpLine(server.port(), RecorderServer.credentials());
        AmiClient manager =
            AmiClient.login(
                asterisk.managerPort(), asterisk.lab().name(), asterisk.lab().secret())) {
      manager.send("Events", "EventMask", "off");
      Turns turns = new Turns(line, manager, channel);
      turns.take(warmUps);
      figures.addAll(turns.take(times).figures(0));
      callOthers();
      turns.take(warmUps / 3);
      figures.addAll(turns.take(times).figures(OTHER_CALLS));
    } finally {
      asterisk.manager().channels().stream()
          .filter(LiveChannel::isLocal)
          .forEach(asterisk.manager()::hangUp);
    }
    return figures;
  }

  private void callOthers() {
    for (int i = 0; i < OTHER_CALLS; i++) {
      asterisk.manager().originate("Local/601@lab/n", "605");
    }
    long end = System.nanoTime() + BOUND.toNanos();
    while (localChannels() < 2 * OTHER_CALLS) {
      if (System.nanoTime() > end) {
        throw new LabFailure("the other calls did not come up");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    asterisk.manager().forgetEvents();
  }

  private long localChannels() {
    return asterisk.manager().channels().stream().filter(LiveChannel::isLocal).count();
  }

  /** Ours and the baseline, one after the other. */
  private final class Turns {

    private final HttpLine line;
    private final AmiClient manager;
    private final LiveChannel channel;
    private int number;

    Turns(HttpLine line, AmiClient manager, LiveChannel channel) {
      this.line = line;
      this.manager = manager;
      this.channel = channel;
    }

    Taken take(int count) throws SQLException {
      long[] starts = new long[count];
      long[] commands = new long[count];
      long[] commits = new long[count];
      long[] sums = new long[count];
      for (int i = 0; i < count; i++) {
        number++;
        starts[i] = start();
        commands[i] = command();
        commits[i] = baseline.commit(number);
        sums[i] = commands[i] + commits[i];
      }
      return new Taken(
          new Durations(starts),
          new Durations(commands),
          new Durations(commits),
          new Durations(sums));
    }

    private long start() {
      String path =
          RecorderServer.path("start", "extenOrUniqueId=" + EXTENSION + "&tag=start-" + number);
      awaitArchived();
      long begin = System.nanoTime();
      line.succeed(path);
      long nanos = System.nanoTime() - begin;
      line.succeed(RecorderServer.path("stop", "extenOrUniqueId=" + EXTENSION));
      return nanos;
    }

    /** What the recording before leaves to be done belongs to its stop, not to the next start. */
    private void awaitArchived() {
      long end = System.nanoTime() + BOUND.toNanos();
      while (isInSpool()) {
        if (System.nanoTime() > end) {
          throw new LabFailure("a recording stays in the spool");
        }
        LockSupport.parkNanos(LOOK_FOR_FILE_NANOS);
      }
    }

    private boolean isInSpool() {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(asterisk.recordings(), "????????-????-*.wav")) {
        return files.iterator().hasNext();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private long command() {
      long begin = System.nanoTime();
      AmiMessage begun =
          manager.succeed(
              "MixMonitor",
              "Channel",
              channel.name(),
              "File",
              "baseline-" + number + ".wav",
              "Options",
              "i(BASELINE)");
      long nanos = System.nanoTime() - begin;
      manager.succeed(
          "StopMixMonitor", "Channel", channel.name(), "MixMonitorID", begun.get("MixMonitorID"));
      manager.forgetEvents();
      return nanos;
    }
  }

  private final class Taken {

    private final Durations starts;
    private final Durations commands;
    private final Durations commits;
    private final Durations sums;

    Taken(Durations starts, Durations commands, Durations commits, Durations sums) {
      this.starts = starts;
      this.commands = commands;
      this.commits = commits;
      this.sums = sums;
    }

    List<Figure> figures(int others) {
      String what = "start, " + database + ", " + others + " other live calls, ";
      String parts =
          "AMI alone " + commands.p50().text() + ", commit alone " + commits.p50().text();
      return List.of(
          Figure.atMost(
              MOST,
              what + "p50",
              starts.p50(),
              new Figure.Measured(sums.p50().value(), sums.p50().text() + " (" + parts + ")")),
          Figure.compared(what + "p99", starts.p99(), sums.p99()));
    }
  }
}
