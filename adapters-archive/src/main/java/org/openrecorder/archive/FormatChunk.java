package org.openrecorder.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the header of a WAV file says of its samples: the {@code WAVEFORMATEX} of Microsoft, or the
 * longer {@code WAVEFORMATEXTENSIBLE} that says the same of 16-bit PCM in more words.
 *
 * @param bytes the content of the chunk, in little-endian order
 */
record FormatChunk(ByteBuffer bytes) {

  /** Bytes of the longer form; what comes after them says nothing. */
  static final int LONGEST = 40;

  static final FormatChunk NONE = new FormatChunk(ByteBuffer.allocate(0));

  private static final int SHORTEST = 16;
  private static final short PCM = 1;
  private static final short EXTENSIBLE = (short) 0xFFFE;
  private static final int BITS = 16;

  /** The sub-format PCM as it lies in the file: 00000001-0000-0010-8000-00AA00389B71. */
  private static final ByteBuffer SUB_FORMAT_PCM =
      ByteBuffer.allocate(16)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(0, PCM)
          .putInt(4, 0x0010_0000)
          .putInt(8, 0xAA00_0080)
          .putInt(12, 0x719B_3800);

  /** Whether all is there that the format needs. */
  boolean isWhole() {
    return bytes.limit() >= SHORTEST;
  }

  /** Whether the samples are 16-bit PCM of a usual kind. */
  boolean isUnderstood() {
    int channels = bytes.getShort(2);
    int framesPerSecond = bytes.getInt(4);
    return isPcm()
        && channels >= 1
        && channels <= WavFormat.MOST_CHANNELS
        && framesPerSecond >= 1
        && framesPerSecond <= WavFormat.MOST_FRAMES_PER_SECOND
        && bytes.getShort(12) == channels * BITS / Byte.SIZE
        && bytes.getShort(14) == BITS;
  }

  private boolean isPcm() {
    return switch (bytes.getShort(0)) {
      case PCM -> true;
      case EXTENSIBLE -> bytes.limit() == LONGEST && bytes.slice(24, 16).equals(SUB_FORMAT_PCM);
      default -> false;
    };
  }

  WavFormat samples() {
    return new WavFormat(bytes.getShort(2), bytes.getInt(4));
  }
}
