package org.openrecorder.bootstrap;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.application.port.LivenessProbe;

/** Sees disks fill up also while no client starts a recording. */
final class DiskWatch implements LivenessProbe, AutoCloseable {

  /** A PBX with a hundred recordings writes 8 MB in that time. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Watch watch;

  DiskWatch(Disks disks, ThreadFactory threads) {
    this.watch = new Watch(disks::states, PAUSE, threads);
  }

  void start() {
    watch.start();
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
