package org.openrecorder.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the RIFF/WAVE header out of the first bytes of a file. The JDK's own reader ({@code
 * javax.sound.sampled}) believes the sizes in the header and so cannot read the files that this is
 * for: those whose PBX was killed while it wrote them.
 *
 * <p>Any bytes may be given; it answers and never throws.
 */
final class WavHeaderReader {

  /**
   * Bytes of a file that are looked at. PBXs put the samples at byte 44; other software puts some
   * texts before them.
   */
  static final int LOOKED_AT = 65_536;

  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int SHORTEST_FORMAT = 16;
  private static final int PCM = 1;
  private static final int BITS = 16;

  private static final int RIFF = fourLetters("RIFF");
  private static final int WAVE = fourLetters("WAVE");
  private static final int FMT = fourLetters("fmt ");
  private static final int DATA = fourLetters("data");

  /** What was found. */
  sealed interface Result {

    /** A header, whose sizes may be wrong. */
    record Found(WavHeader header) implements Result {}

    /** No header that is understood. */
    record None(String why) implements Result {}
  }

  private final ByteBuffer start;

  private WavHeaderReader(byte[] start) {
    this.start = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads the header of the file that begins with these bytes, or is these bytes. */
  static Result read(byte[] start) {
    return new WavHeaderReader(start).read();
  }

  private Result read() {
    if (start.limit() < FIRST_CHUNK) {
      return new Result.None("the file is too short for a WAV header: " + start.limit() + " bytes");
    }
    if (start.getInt(0) != RIFF || start.getInt(8) != WAVE) {
      return new Result.None("the file does not begin as a WAV file");
    }
    return formatFrom(FIRST_CHUNK);
  }

  private Result formatFrom(long from) {
    long format = find(FMT, from);
    if (format < 0
        || !has(format, CHUNK_HEADER + SHORTEST_FORMAT)
        || sizeAt(format) < SHORTEST_FORMAT) {
      return new Result.None("the WAV header does not tell the format of the samples");
    }
    int at = (int) format + CHUNK_HEADER;
    return isUnderstood(at)
        ? dataFrom(after(format), new WavFormat(start.getShort(at + 2), start.getInt(at + 4)))
        : new Result.None("the samples are not 16-bit PCM of a usual kind");
  }

  private boolean isUnderstood(int at) {
    int channels = start.getShort(at + 2);
    int framesPerSecond = start.getInt(at + 4);
    return start.getShort(at) == PCM
        && channels >= 1
        && channels <= WavFormat.MOST_CHANNELS
        && framesPerSecond >= 1
        && framesPerSecond <= WavFormat.MOST_FRAMES_PER_SECOND
        && start.getShort(at + 12) == channels * BITS / Byte.SIZE
        && start.getShort(at + 14) == BITS;
  }

  private Result dataFrom(long from, WavFormat format) {
    long data = find(DATA, from);
    if (data < 0) {
      return new Result.None("the WAV header ends before the samples begin");
    }
    int dataStart = (int) data + CHUNK_HEADER;
    long riffBytes = Integer.toUnsignedLong(start.getInt(4));
    return new Result.Found(new WavHeader(format, dataStart, riffBytes, sizeAt(data)));
  }

  /** Where the next chunk of that name begins, or -1. */
  private long find(int name, long from) {
    long at = from;
    while (has(at, CHUNK_HEADER)) {
      if (start.getInt((int) at) == name) {
        return at;
      }
      at = after(at);
    }
    return -1;
  }

  private boolean has(long at, int bytes) {
    return at + bytes <= start.limit();
  }

  private long sizeAt(long chunk) {
    return Integer.toUnsignedLong(start.getInt((int) chunk + 4));
  }

  private long after(long chunk) {
    long size = sizeAt(chunk);
    return chunk + CHUNK_HEADER + size + (size & 1);
  }

  private static int fourLetters(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }
}
