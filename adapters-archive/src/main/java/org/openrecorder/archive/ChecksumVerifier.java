package org.openrecorder.archive;

import java.io.IOException;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.domain.recording.Checksum;

/** Proves bytes by their checksum. */
final class ChecksumVerifier implements ArchivedStream.Proof {

  private final Sha256 sha256 = new Sha256();
  private final Checksum expected;
  private final Success success;

  /** What to do once they are proven. */
  interface Success {
    void proven() throws IOException;
  }

  ChecksumVerifier(Checksum expected, Success success) {
    this.expected = expected;
    this.success = success;
  }

  @Override
  public void update(byte[] block, int from, int count) {
    sha256.update(block, from, count);
  }

  @Override
  public void conclude() throws IOException {
    if (!sha256.checksum().equals(expected)) {
      throw new DataCorruptException(
          "the archived file does not have the checksum that it was stored with");
    }
    success.proven();
  }
}
