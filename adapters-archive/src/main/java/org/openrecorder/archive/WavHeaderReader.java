package org.openrecorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the RIFF/WAVE header of a file. The JDK's own reader ({@code javax.sound.sampled}) believes
 * the sizes in the header and so cannot read the files that this is for: those whose PBX was killed
 * while it wrote them.
 *
 * <p>Any bytes may be given; the answer is a result, never an exception. Whatever a header claims,
 * the reader looks at a few bytes of at most {@link #MOST_CHUNKS} chunks.
 */
final class WavHeaderReader {

  /**
   * Chunks that are looked at. Asterisk writes two; an editor adds texts, marks and a picture of
   * the waves.
   */
  static final int MOST_CHUNKS = 64;

  /** Bytes before the samples: the pictures of the longest recordings have some megabytes. */
  static final int MOST_BEFORE_SAMPLES = 64 << 20;

  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;

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

  /** Where a chunk begins, and how many bytes of content it claims. */
  private record Chunk(int name, long at, long size) {

    long content() {
      return at + CHUNK_HEADER;
    }

    long end() {
      return content() + size + (size & 1);
    }
  }

  private final WavSource source;
  private int chunks;

  private WavHeaderReader(WavSource source) {
    this.source = source;
  }

  /**
   * Reads the header of that file.
   *
   * @throws IOException if the file cannot be read
   */
  static Result read(WavSource source) throws IOException {
    return new WavHeaderReader(source).read();
  }

  private Result read() throws IOException {
    ByteBuffer start = bytes(0, FIRST_CHUNK);
    if (start.limit() < FIRST_CHUNK) {
      return new Result.None("the file is too short for a WAV header: " + start.limit() + " bytes");
    }
    if (start.getInt(0) != RIFF || start.getInt(8) != WAVE) {
      return new Result.None("the file does not begin as a WAV file");
    }
    return formatFrom(FIRST_CHUNK, Integer.toUnsignedLong(start.getInt(4)));
  }

  private Result formatFrom(long from, long riffBytes) throws IOException {
    Chunk chunk = find(FMT, from);
    FormatChunk format = chunk.name() == FMT ? format(chunk) : FormatChunk.NONE;
    if (!format.isWhole()) {
      return new Result.None("the WAV header does not tell the format of the samples");
    }
    return format.isUnderstood()
        ? dataFrom(chunk.end(), format.samples(), riffBytes)
        : new Result.None("the samples are not 16-bit PCM of a usual kind");
  }

  private FormatChunk format(Chunk chunk) throws IOException {
    return new FormatChunk(
        bytes(chunk.content(), (int) Math.min(chunk.size(), FormatChunk.LONGEST)));
  }

  private Result dataFrom(long from, WavFormat format, long riffBytes) throws IOException {
    Chunk data = find(DATA, from);
    return data.name() == DATA && data.content() <= MOST_BEFORE_SAMPLES
        ? new Result.Found(new WavHeader(format, (int) data.content(), riffBytes, data.size()))
        : new Result.None("the WAV header ends before the samples begin");
  }

  /** The next chunk of that name; one without a name where there is none. */
  private Chunk find(int name, long from) throws IOException {
    Chunk chunk = chunkAt(from);
    while (chunk.name() != name && chunk.name() != 0) {
      chunk = chunkAt(chunk.end());
    }
    return chunk;
  }

  private Chunk chunkAt(long at) throws IOException {
    boolean within = ++chunks <= MOST_CHUNKS && at <= MOST_BEFORE_SAMPLES;
    ByteBuffer header = bytes(at, within ? CHUNK_HEADER : 0);
    return header.limit() < CHUNK_HEADER
        ? new Chunk(0, at, 0)
        : new Chunk(header.getInt(0), at, Integer.toUnsignedLong(header.getInt(4)));
  }

  private ByteBuffer bytes(long at, int count) throws IOException {
    return ByteBuffer.wrap(source.read(at, count)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int fourLetters(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }
}
