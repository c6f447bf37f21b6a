package org.openrecorder.soap;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.openrecorder.application.port.AudioContent;
import org.openrecorder.application.port.DataCorrupt;
import org.openrecorder.application.retrieval.VoiceSignature;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;

/** A little audio, which may be corrupt; knows whether it was closed. */
final class TestAudio implements AudioContent {

  static final RecordingId ID = new RecordingId(new UUID(1, 2));
  static final Checksum SHA256 = new Checksum("ab".repeat(32));
  static final String SOUND = "RIFF and so on";

  private final boolean corrupt;
  private volatile boolean closed;

  TestAudio(boolean corrupt) {
    this.corrupt = corrupt;
  }

  VoiceSignature signature() {
    return new VoiceSignature(ID, 3, SHA256, this);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public long bytes() {
    return SOUND.length();
  }

  @Override
  public InputStream stream() {
    return corrupt
        ? new CorruptStream()
        : new ByteArrayInputStream(SOUND.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    closed = true;
  }

  private static final class CorruptStream extends InputStream {
    @Override
    public int read() {
      throw new DataCorrupt("the checksum is wrong");
    }

    @Override
    public int read(byte[] block, int from, int count) {
      return read();
    }
  }
}
