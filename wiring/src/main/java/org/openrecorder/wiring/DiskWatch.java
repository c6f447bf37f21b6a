package org.openrecorder.wiring;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.archive.FileAudioVault;

/** Sees disks fill up also while nobody starts a recording. */
final class DiskWatch implements AutoCloseable {

  /** A PBX with a hundred recordings writes 8 MB in that time. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Watch watch;

  DiskWatch(FileAudioVault vault, ThreadFactory threads) {
    this.watch = new Watch(vault::disks, PAUSE, threads);
  }

  void start() {
    watch.start();
  }

  @Override
  public void close() {
    watch.close();
  }
}
