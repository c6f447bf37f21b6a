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

  private static final int RIFF_SIZE_AT = 4;

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
   * The bytes before the samples with both sizes put right.
   *
   * @param before those bytes as they are in the file
   * @param sampleBytes how many bytes of samples come after them, and then nothing more
   */
  byte[] repaired(byte[] before, long sampleBytes) {
    byte[] repaired = before.clone();
    ByteBuffer.wrap(repaired)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(RIFF_SIZE_AT, (int) (dataStart - BEFORE_RIFF_BYTES + sampleBytes))
        .putInt(dataStart - Integer.BYTES, (int) sampleBytes);
    return repaired;
  }
}
