package org.openrecorder.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What stands before the samples of a WAV file, as it is written there: the two sizes may be wrong.
 *
 * @param dataStart where the samples begin, in bytes from the start of the file
 * @param riffBytes the size of all after the first 8 bytes, 0 to 2^32 - 1
 * @param dataBytes the size of the samples, 0 to 2^32 - 1
 */
record WavHeader(WavFormat format, int dataStart, long riffBytes, long dataBytes) {

  /** Bytes before what {@link #riffBytes} counts. */
  static final int BEFORE_RIFF_BYTES = 8;

  /** Where the size that {@link #riffBytes} is begins. */
  static final int RIFF_SIZE_AT = 4;

  /** The largest size that fits the four bytes of a size field. */
  static final long MOST_BYTES = 0xFFFF_FFFFL;

  /** Where the samples end, padding to an even size included. */
  long dataEnd() {
    return dataStart + dataBytes + (dataBytes & 1);
  }

  /** The most bytes of samples that a file of that size can hold and the size fields can tell. */
  long room(long fileBytes) {
    long most = MOST_BYTES - dataStart;
    return format.wholeFrames(Math.clamp(fileBytes - dataStart, 0, most));
  }

  /**
   * The size of all after the first 8 bytes, as four bytes of the file.
   *
   * @param sampleBytes how many bytes of samples come after the header, and then nothing more
   */
  byte[] riffSize(long sampleBytes) {
    return size(dataStart - BEFORE_RIFF_BYTES + sampleBytes);
  }

  /** A size as it is written in the file. */
  static byte[] size(long bytes) {
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) bytes)
        .array();
  }
}
