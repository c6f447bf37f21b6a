package org.openrecorder.bootstrap;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.application.port.LivenessProbe;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Counts the recordings in each state now and then, so that a request for them need not wait.
 * Nearly all recordings are available, and to count those takes as long as the archive is large: it
 * is done the less often the longer it takes.
 */
final class RecordingStateCounts implements LivenessProbe, AutoCloseable {

  static final String AVAILABLE = "available";

  private static final Duration PAUSE = Duration.ofSeconds(15);

  /** How many times as long as counting took nothing is counted: it takes 1 % of the time. */
  private static final int REST = 100;

  private final Recordings recordings;
  private final Watch watch;
  private volatile Optional<Map<String, Long>> last = Optional.empty();
  private volatile double available = Double.NaN;

  /** The {@link System#nanoTime()} from which on those are counted again. */
  private long due = System.nanoTime();

  RecordingStateCounts(Recordings recordings, ThreadFactory threads) {
    this.recordings = recordings;
    this.watch = new Watch(this::take, PAUSE, threads);
  }

  void start() {
    watch.start();
  }

  /** Counts once. By one thread at a time. */
  void take() {
    try {
      last = Optional.of(recordings.counts());
      if (System.nanoTime() - due >= 0) {
        takeAvailable();
      }
    } catch (StoreUnavailableException down) {
      last = Optional.empty();
    }
  }

  private void takeAvailable() {
    long begun = System.nanoTime();
    try {
      available = recordings.available();
    } finally {
      long ended = System.nanoTime();
      due = ended + REST * (ended - begun);
    }
  }

  /** How many are in that state; not a number while the database cannot be asked. */
  double count(String state) {
    return last.map(counts -> count(state, counts)).orElse(Double.NaN);
  }

  private double count(String state, Map<String, Long> counts) {
    return state.equals(AVAILABLE) ? available : counts.getOrDefault(state, 0L).doubleValue();
  }

  @Override
  public Optional<String> end() {
    return watch.end();
  }

  @Override
  public void close() {
    watch.close();
  }
}
