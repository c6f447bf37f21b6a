package org.openrecorder.application.port;

/**
 * The key that encrypts the cursors that clients keep between two pages of a list. It is the same
 * after a restart, and for all servers on one database: a client that is in the middle of a list
 * continues it.
 */
public final class CursorKey {

  /** For AES-256. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  /**
   * A key.
   *
   * @param bytes 32 that cannot be guessed
   */
  public CursorKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a key has " + BYTES + " bytes");
    }
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "cursor key";
  }
}
