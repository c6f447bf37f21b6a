package org.openrecorder.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openrecorder.domain.recording.Checksum;

/** The checksum of bytes that come one block after the other. */
final class Sha256 {

  private final MessageDigest digest = newDigest();

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  void update(byte[] block, int from, int count) {
    digest.update(block, from, count);
  }

  /** The checksum of all bytes so far; may be asked for once. */
  Checksum checksum() {
    return new Checksum(HexFormat.of().formatHex(digest.digest()));
  }
}
