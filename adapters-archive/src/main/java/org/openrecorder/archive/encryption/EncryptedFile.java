package org.openrecorder.archive.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The form of an encrypted file: a page that says what it is, two pages for its wrapped key, and
 * the blocks. Pages, so that rewriting one of them cannot harm another on any disk.
 *
 * <pre>
 *      0  8 bytes "OPENREC" 1, 16 random bytes: the identity of the file; zeros to the end of the page
 *  4,096  a {@link KeySlot}
 *  8,192  a {@link KeySlot}
 * 12,288  blocks of 65,536 bytes, the last one of 0 to 65,536, each followed by a tag of 16
 * </pre>
 *
 * <p>The nonce of a block is its number, which is used once, since each file has a random key of
 * its own. Bound to it are the file's identity, the number and whether it is the last one, so that
 * no block can be cut off, added, moved or taken from elsewhere.
 */
final class EncryptedFile {

  static final int PAGE = 4_096;
  static final int SLOTS = 2;
  static final int FIRST_BLOCK = PAGE * (1 + SLOTS);

  /** Bytes of a block before encryption: what a reader holds in memory, and reads to seek. */
  static final int BLOCK = 65_536;

  static final int SEALED_BLOCK = BLOCK + AesGcm.TAG_BYTES;

  private static final byte[] MAGIC = {'O', 'P', 'E', 'N', 'R', 'E', 'C', 1};
  private static final int ID_BYTES = 16;

  private EncryptedFile() {}

  /** Whether a file says that it is encrypted. */
  static boolean isOne(FileChannel channel) throws IOException {
    return Arrays.equals(read(channel, 0, MAGIC.length), MAGIC);
  }

  static byte[] identity(byte[] random) {
    return ByteBuffer.allocate(MAGIC.length + ID_BYTES).put(MAGIC).put(random, 0, ID_BYTES).array();
  }

  static byte[] identity(FileChannel channel) throws IOException {
    return read(channel, 0, MAGIC.length + ID_BYTES);
  }

  /** What a wrapped key is bound to: the file, and its name in the archive. */
  static byte[] bound(byte[] identity, String name) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(identity.length + nameBytes.length)
        .put(identity)
        .put(nameBytes)
        .array();
  }

  /** How many bytes were encrypted into a file of that length; -1 if there is no such length. */
  static long plainBytes(long fileBytes) {
    long sealed = fileBytes - FIRST_BLOCK;
    long blocks = Math.ceilDiv(sealed, SEALED_BLOCK);
    long last = sealed - (blocks - 1) * SEALED_BLOCK;
    boolean fits = blocks == 1 ? last >= AesGcm.TAG_BYTES : last > AesGcm.TAG_BYTES;
    return blocks >= 1 && fits ? sealed - blocks * AesGcm.TAG_BYTES : -1;
  }

  /** The bytes from there on, fewer if the file ends before. */
  static byte[] read(FileChannel channel, long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    return Arrays.copyOf(bytes, read(channel, from, bytes, count));
  }

  /** Reads as many of {@code count} bytes as there are, and answers how many. */
  static int read(FileChannel channel, long from, byte[] into, int count) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(into, 0, count);
    int read = 0;
    while (rest.hasRemaining() && read >= 0) {
      read = channel.read(rest, from + rest.position());
    }
    return rest.position();
  }
}
