package org.openrecorder.asterisk.ari;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What a PBX sends, up to so many bytes and for so long. A PBX that sends a byte now and then is
 * not silent, and would keep a thread for days.
 */
final class BoundedInput extends FilterInputStream {

  private final long end;
  private long left;

  /**
   * Bounds a stream.
   *
   * @param most bytes; one more is an error
   * @param time from now on; a read that is under way when it is over may still end
   */
  BoundedInput(InputStream in, long most, Duration time) {
    super(in);
    this.left = most;
    this.end = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    int one = in.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    count(skipped);
    return skipped;
  }

  /** To go back would be to count twice. */
  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new IOException("the PBX sends more than it may");
    }
    if (System.nanoTime() - end > 0) {
      throw new IOException("the PBX takes too long to send it");
    }
  }
}
