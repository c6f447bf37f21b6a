package org.openrecorder.application.port;

/**
 * What the cursors are encrypted with that clients keep between two parts of a list. It is the same
 * after a restart, and for all servers on one database: a client that is in the middle of a list
 * goes on with it.
 */
public final class CursorKey {

  /** For AES-256. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  /**
   * A key.
   *
   * @param bytes 32 that no attacker can guess
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

  /** Not the key. */
  @Override
  public String toString() {
    return "cursor key";
  }
}
