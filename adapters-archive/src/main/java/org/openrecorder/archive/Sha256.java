package org.openrecorder.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openrecorder.archive.encryption.FileInput;
import org.openrecorder.domain.recording.Checksum;

/** The checksum of bytes that come one block after the other. */
final class Sha256 {

  private static final int BLOCK = 131_072;

  private final MessageDigest digest = newDigest();

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The checksum of a whole file. */
  static Checksum of(FileChannel file) throws IOException {
    Sha256 sha256 = new Sha256();
    byte[] block = new byte[BLOCK];
    int read = file.read(ByteBuffer.wrap(block));
    while (read >= 0) {
      sha256.update(block, 0, read);
      read = file.read(ByteBuffer.wrap(block));
    }
    return sha256.checksum();
  }

  /** The checksum of a whole file of the archive. */
  static Checksum of(FileInput file) throws IOException {
    Sha256 sha256 = new Sha256();
    byte[] block = new byte[BLOCK];
    long at = 0;
    int read = file.read(ByteBuffer.wrap(block), at);
    while (read >= 0) {
      sha256.update(block, 0, read);
      at += read;
      read = file.read(ByteBuffer.wrap(block), at);
    }
    return sha256.checksum();
  }

  /** The checksum of all that the stream gives. */
  static Checksum of(InputStream stream) throws IOException {
    Sha256 sha256 = new Sha256();
    byte[] block = new byte[BLOCK];
    int read = stream.read(block);
    while (read >= 0) {
      sha256.update(block, 0, read);
      read = stream.read(block);
    }
    return sha256.checksum();
  }

  void update(byte[] block, int from, int count) {
    digest.update(block, from, count);
  }

  /** The checksum of all bytes so far; may be asked for once. */
  Checksum checksum() {
    return new Checksum(HexFormat.of().formatHex(digest.digest()));
  }
}
