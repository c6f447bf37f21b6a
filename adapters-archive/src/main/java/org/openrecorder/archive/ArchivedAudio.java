package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import org.openrecorder.application.port.AudioContent;

/** An archived file that is open. */
final class ArchivedAudio implements AudioContent {

  private final FileChannel channel;
  private final long bytes;
  private final ArchivedStream.Proof proof;
  private boolean given;

  ArchivedAudio(FileChannel channel, long bytes, ArchivedStream.Proof proof) {
    this.channel = channel;
    this.bytes = bytes;
    this.proof = proof;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public InputStream stream() {
    if (given) {
      throw new IllegalStateException("the stream was given already");
    }
    given = true;
    return new ArchivedStream(channel, bytes, proof);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
