package org.openrecorder.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Hashes a list of texts so that no two lists give the same bytes. Each text is encoded as the byte
 * 1, its length in UTF-8 (four bytes, big-endian) and its bytes; a missing text is the byte 0. The
 * first text names what is hashed, and the version.
 */
final class CanonicalHash {

  private static final byte MISSING = 0;
  private static final byte PRESENT = 1;

  /** Times within this distance from 1970 can be expressed in microseconds. */
  private static final long FAR_SECONDS = 200_000L * 366 * 24 * 3600;

  private CanonicalHash() {}

  /** SHA-256, as 64 lower-case hexadecimal digits. */
  static String sha256(String kind, List<Optional<String>> texts) {
    MessageDigest digest = digest();
    update(digest, Optional.of(kind));
    texts.forEach(text -> update(digest, text));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Optional<String> text) {
    if (text.isEmpty()) {
      digest.update(MISSING);
      return;
    }
    byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
    digest.update(PRESENT);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  static Optional<String> text(long number) {
    return Optional.of(Long.toString(number));
  }

  /**
   * Microseconds since 1970, the precision of both databases. The server never writes a time more
   * than 200,000 years away, but such a record must still have a hash: otherwise it would stop the
   * sealing of all others.
   */
  static Optional<String> text(Instant time) {
    return Math.abs(time.getEpochSecond()) < FAR_SECONDS
        ? text(ChronoUnit.MICROS.between(Instant.EPOCH, time))
        : Optional.of(time.getEpochSecond() + "." + time.getNano());
  }
}
