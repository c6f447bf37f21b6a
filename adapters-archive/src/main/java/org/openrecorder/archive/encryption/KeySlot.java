package org.openrecorder.archive.encryption;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key of a file, wrapped by a master key: 4 bytes "KEY" 1, the id of the master key, the nonce,
 * the key, a tag. A page of zeros is an empty slot.
 */
final class KeySlot {

  private static final byte[] MAGIC = {'K', 'E', 'Y', 1};
  private static final int WRAPPED_BYTES = AesGcm.NONCE_BYTES + MasterKey.BYTES + AesGcm.TAG_BYTES;
  private static final int KEY_AT = MAGIC.length + KeyId.BYTES;

  /** Bytes of a page that are used. */
  static final int BYTES = KEY_AT + WRAPPED_BYTES;

  private final KeyId masterKey;
  private final byte[] wrapped;

  private KeySlot(KeyId masterKey, byte[] wrapped) {
    this.masterKey = masterKey;
    this.wrapped = wrapped;
  }

  /** Which master key has wrapped it. */
  KeyId masterKey() {
    return masterKey;
  }

  static KeySlot of(MasterKey masterKey, byte[] fileKey, byte[] bound) {
    return new KeySlot(masterKey.id(), masterKey.wrap(fileKey, bound));
  }

  /** What a page holds; empty if it is an empty slot or was not written to its end. */
  static Optional<KeySlot> read(byte[] page) {
    if (page.length < BYTES || !Arrays.equals(Arrays.copyOf(page, MAGIC.length), MAGIC)) {
      return Optional.empty();
    }
    return Optional.of(
        new KeySlot(
            new KeyId(HexFormat.of().formatHex(page, MAGIC.length, KEY_AT)),
            Arrays.copyOfRange(page, KEY_AT, BYTES)));
  }

  /** The page. */
  byte[] page() {
    return ByteBuffer.allocate(EncryptedFile.PAGE)
        .put(MAGIC)
        .put(HexFormat.of().parseHex(masterKey.hex()))
        .put(wrapped)
        .array();
  }

  Optional<byte[]> open(MasterKeys keys, byte[] bound) {
    return keys.find(masterKey).flatMap(key -> key.unwrap(wrapped, bound));
  }
}
