package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.archive.encryption.FileInput;

/**
 * Gives the bytes of an archived file. The last {@value #HELD_BACK} of them are given only when all
 * of them are known to be right.
 */
final class ArchivedStream extends InputStream {

  /**
   * Bytes. What a reader must have in hand so that no reader takes a part of a WAV file for the
   * whole.
   */
  static final int HELD_BACK = 65_536;

  private final FileInput file;
  private final long size;
  private final Proof proof;
  private final byte[] last;
  private long given;
  private boolean proven;

  /** Decides whether the bytes are the right ones. */
  interface Proof {

    void update(byte[] block, int from, int count);

    /** Called after the last byte; throws {@link DataCorruptException} if they are not. */
    void conclude() throws IOException;
  }

  ArchivedStream(FileInput file, Proof proof) {
    this.file = file;
    this.size = file.size();
    this.proof = proof;
    this.last = new byte[(int) Math.min(size, HELD_BACK)];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] block, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, block.length);
    if (count == 0) {
      return 0;
    }
    if (given == size) {
      prove();
      return -1;
    }
    int read =
        given < heldBackFrom() ? readAhead(block, from, count) : readLast(block, from, count);
    given += read;
    return read;
  }

  private long heldBackFrom() {
    return size - last.length;
  }

  private int readAhead(byte[] block, int from, int count) throws IOException {
    int most = (int) Math.min(count, heldBackFrom() - given);
    readFully(block, from, most, given);
    return most;
  }

  private int readLast(byte[] block, int from, int count) throws IOException {
    prove();
    int at = (int) (given - heldBackFrom());
    int most = Math.min(count, last.length - at);
    System.arraycopy(last, at, block, from, most);
    return most;
  }

  private void prove() throws IOException {
    if (!proven) {
      readFully(last, 0, last.length, heldBackFrom());
      proof.conclude();
      proven = true;
    }
  }

  private void readFully(byte[] block, int from, int count, long position) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(block, from, count);
    while (rest.hasRemaining()) {
      if (file.read(rest, position + rest.position() - from) < 0) {
        throw new DataCorruptException("the archived file has become shorter");
      }
    }
    proof.update(block, from, count);
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, size - given);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
