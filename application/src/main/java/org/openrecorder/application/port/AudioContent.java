package org.openrecorder.application.port;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one archived WAV file, in bounded memory. Closing it releases the file. */
public interface AudioContent extends AutoCloseable {

  /** The exact number of bytes that {@link #stream()} returns. */
  long bytes();

  /**
   * The bytes. They are checked against the checksum while they are read: if they are not the ones
   * that were stored, the stream throws {@link DataCorruptException} before it returns the last
   * block, so that no reader takes a part for the whole. May be called once.
   */
  InputStream stream();

  @Override
  void close() throws IOException;
}
