package org.openrecorder.wiring;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Vital;

/** Counts the recordings in each state now and then, so that whoever asks need not wait. */
final class Census implements Vital, AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final Recordings recordings;
  private final Watch watch;
  private volatile Optional<Map<String, Long>> last = Optional.empty();

  Census(Recordings recordings, ThreadFactory threads) {
    this.recordings = recordings;
    this.watch = new Watch(this::take, PAUSE, threads);
  }

  void start() {
    watch.start();
  }

  private void take() {
    try {
      last = Optional.of(recordings.counts());
    } catch (StoreUnavailable down) {
      last = Optional.empty();
    }
  }

  /** How many are in that state; not a number while the database cannot be asked. */
  double count(String state) {
    return last.map(counts -> counts.getOrDefault(state, 0L).doubleValue()).orElse(Double.NaN);
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
