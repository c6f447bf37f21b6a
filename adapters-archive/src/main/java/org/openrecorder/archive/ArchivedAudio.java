package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.archive.encryption.FileInput;

/** An archived file that is open. */
final class ArchivedAudio implements AudioContent {

  private final FileInput file;
  private final ArchivedStream.Proof proof;
  private boolean given;

  ArchivedAudio(FileInput file, ArchivedStream.Proof proof) {
    this.file = file;
    this.proof = proof;
  }

  @Override
  public long bytes() {
    return file.size();
  }

  @Override
  public InputStream stream() {
    if (given) {
      throw new IllegalStateException("the stream was given already");
    }
    given = true;
    return new ArchivedStream(file, proof);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
