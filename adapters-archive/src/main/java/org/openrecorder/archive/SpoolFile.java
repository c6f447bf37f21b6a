package org.openrecorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/** A file that a PBX has written or still writes. */
final class SpoolFile implements AutoCloseable {

  private static final int CHUNK_HEADER = 8;

  /** Chunks after the samples that are looked through; a file with more is not from a PBX. */
  private static final int MOST_CHUNKS = 64;

  private final Path path;
  private final FileChannel channel;

  private SpoolFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens it; a link is not followed. */
  static SpoolFile open(Path path) throws IOException {
    return new SpoolFile(
        path, FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  FileChannel channel() {
    return channel;
  }

  /** When the PBX last wrote to it. */
  Instant lastChange() throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  /** What can be said of it now. */
  WavInspection survey() throws IOException {
    long bytes = channel.size();
    return switch (WavHeaderReader.read(this::read)) {
      case WavHeaderReader.Result.None(String why) -> new WavInspection.NoWav(bytes, why);
      case WavHeaderReader.Result.Found(WavHeader header) ->
          new WavInspection.Wav(
              bytes, header, endsWithSamples(header, bytes) || endsInChunks(header, bytes));
    };
  }

  private static boolean endsWithSamples(WavHeader header, long bytes) {
    return header.dataStart() + header.dataBytes() == bytes;
  }

  /**
   * Whether well-formed chunks fill the file after the samples, so that there are no samples among
   * them.
   */
  private boolean endsInChunks(WavHeader wav, long bytes) throws IOException {
    long at = wav.dataEnd();
    for (int i = 0; i < MOST_CHUNKS && at + CHUNK_HEADER <= bytes; i++) {
      ByteBuffer header = ByteBuffer.wrap(read(at, CHUNK_HEADER)).order(ByteOrder.LITTLE_ENDIAN);
      if (header.limit() < CHUNK_HEADER || !isName(header)) {
        return false;
      }
      long size = Integer.toUnsignedLong(header.getInt(4));
      at += CHUNK_HEADER + size + (size & 1);
    }
    return at == bytes;
  }

  private static boolean isName(ByteBuffer header) {
    for (int i = 0; i < 4; i++) {
      if (header.get(i) < ' ' || header.get(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private byte[] read(long from, int most) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(most);
    long at = from;
    int read = 0;
    while (block.hasRemaining() && read >= 0) {
      read = channel.read(block, at);
      at += Math.max(read, 0);
    }
    return Arrays.copyOf(block.array(), block.position());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
