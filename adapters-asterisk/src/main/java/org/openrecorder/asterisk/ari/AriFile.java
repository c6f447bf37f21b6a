package org.openrecorder.asterisk.ari;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file that the PBX has begun to send. */
final class AriFile implements AutoCloseable {

  /** {@code RIFF}, then how many bytes follow. */
  private static final int RIFF_HEADER = 8;

  private final long bytes;
  private final InputStream content;
  private final Runnable hangUp;

  AriFile(long bytes, InputStream content, Runnable hangUp) {
    this.bytes = bytes;
    this.content = content;
    this.hangUp = hangUp;
  }

  /** Its length, as the PBX tells it. */
  long bytes() {
    return bytes;
  }

  /** Whether its header says that the PBX has finished writing it. Reads the header. */
  boolean finished() throws IOException {
    byte[] header = content.readNBytes(RIFF_HEADER);
    if (header.length < RIFF_HEADER) {
      return false;
    }
    int follow = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(Integer.BYTES);
    return Integer.toUnsignedLong(follow) == bytes - RIFF_HEADER;
  }

  /**
   * Writes all of it.
   *
   * @throws IOException also if less came than the PBX had told
   */
  void writeTo(OutputStream out) throws IOException {
    long came = content.transferTo(out);
    if (came != bytes) {
      throw new IOException("the PBX sent " + came + " of " + bytes + " bytes");
    }
  }

  /** Ends the connection, also in the middle of the file. */
  @Override
  public void close() {
    hangUp.run();
  }
}
