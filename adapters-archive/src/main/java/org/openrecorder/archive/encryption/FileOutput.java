package org.openrecorder.archive.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is being written, from its first byte to its last. */
public interface FileOutput {

  /** Where the bytes of the file go, as they will lie there. */
  interface Sink {

    /** Writes all of them. */
    void write(ByteBuffer bytes) throws IOException;
  }

  /** Adds the first {@code count} bytes of the block. */
  void write(byte[] block, int count) throws IOException;

  /** Adds what comes after the last byte. Nothing may be written after it. */
  void finish() throws IOException;

  /** Writes a file as it is given. */
  static FileOutput plain(Sink sink) {
    return new FileOutput() {
      @Override
      public void write(byte[] block, int count) throws IOException {
        sink.write(ByteBuffer.wrap(block, 0, count));
      }

      @Override
      public void finish() {}
    };
  }
}
