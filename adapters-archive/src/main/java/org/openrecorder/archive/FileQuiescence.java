package org.openrecorder.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a PBX has finished a file, or has given up on it: a PBX that was killed leaves a file
 * that does not grow any more.
 *
 * @param quiet how long a file must not have grown to be given up on
 * @param most how long a file that grows is waited for
 * @param pause between two looks
 */
record FileQuiescence(Duration quiet, Duration most, Duration pause) {

  /**
   * For Asterisk, which writes blocks of 32 KiB: at 8,000 samples of 16 bits per second a living
   * recorder lets a file rest for 2.05 s.
   */
  static final FileQuiescence FOR_ASTERISK =
      new FileQuiescence(Duration.ofMillis(2_200), Duration.ofSeconds(3), Duration.ofMillis(25));

  /**
   * The file as it stays.
   *
   * @throws IOException if it grows and grows, or cannot be read
   */
  WavInspection settled(SpoolFile file) throws IOException {
    long begun = System.nanoTime();
    long lastGrown = begun;
    WavInspection survey = file.survey();
    while (!survey.finished() && since(lastGrown) < quiet.toNanos()) {
      pauseSince(begun);
      WavInspection next = file.survey();
      lastGrown = next.bytes() == survey.bytes() ? lastGrown : System.nanoTime();
      survey = next;
    }
    return survey;
  }

  private void pauseSince(long begun) throws IOException {
    if (since(begun) >= most.toNanos()) {
      throw new IOException("the PBX still writes the file");
    }
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the server is stopping");
    }
  }

  private static long since(long then) {
    return System.nanoTime() - then;
  }
}
