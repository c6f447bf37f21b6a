package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a file, of which a reader asks only for what it needs. It asks from the front to the
 * back, so that a stream can be read as well as a file.
 */
interface WavSource {

  /**
   * Some bytes of the file.
   *
   * @param at where they begin, in bytes from the start of the file; never before the end of what
   *     was asked for last
   * @param count how many; where the file ends before, there are fewer
   */
  byte[] read(long at, int count) throws IOException;

  /** A file that is in memory. */
  static WavSource of(byte[] file) {
    return (at, count) -> {
      int from = (int) Math.min(at, file.length);
      return Arrays.copyOfRange(file, from, Math.min(file.length, from + count));
    };
  }

  /** A file that is read through; what lies between the bytes that are asked for is skipped. */
  static WavSource of(InputStream file) {
    return new WavSource() {

      private long position;

      @Override
      public byte[] read(long at, int count) throws IOException {
        if (!skippedTo(at)) {
          return new byte[0];
        }
        byte[] bytes = file.readNBytes(count);
        position += bytes.length;
        return bytes;
      }

      private boolean skippedTo(long at) throws IOException {
        while (position < at && file.read() >= 0) {
          position += 1 + file.skip(at - position - 1);
        }
        return position == at;
      }
    };
  }
}
