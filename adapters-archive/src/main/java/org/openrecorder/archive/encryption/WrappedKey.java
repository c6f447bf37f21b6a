package org.openrecorder.archive.encryption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openrecorder.application.port.DataCorruptException;

/**
 * The key of an encrypted file as it lies in the file's two slots. One slot has it; for a moment of
 * its rotation both do, the one for the old and the other for the new master key.
 */
public final class WrappedKey {

  /** A rotation may empty one slot while the other one is being read. */
  private static final int LOOKS = 2;

  private final FileChannel channel;
  private final byte[] identity;
  private final byte[] bound;

  /** How what is written reaches the disk. */
  public interface Disk {

    /** Writes all of the bytes where they belong. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Waits until they are on the disk. */
    void force() throws IOException;
  }

  /** What there was to do for a file. */
  public enum Rotation {
    /** It is not encrypted. */
    PLAIN,
    /** The current master key and no other one has wrapped its key. */
    NOTHING_TO_DO,
    /** So it is now. */
    DONE
  }

  WrappedKey(FileChannel channel, String name) throws IOException {
    this.channel = channel;
    this.identity = EncryptedFile.identity(channel);
    this.bound = EncryptedFile.bound(identity, name);
  }

  /** A slot, and the file's key if it could be unwrapped. */
  private record Opened(int place, Optional<KeySlot> slot, Optional<byte[]> fileKey) {

    boolean isOf(MasterKey key) {
      return fileKey.isPresent() && slot.map(KeySlot::masterKey).equals(Optional.of(key.id()));
    }
  }

  BlockCipher cipher(MasterKeys keys) throws IOException {
    return new BlockCipher(fileKey(keys), identity);
  }

  private byte[] fileKey(MasterKeys keys) throws IOException {
    List<Opened> slots = slots(keys);
    for (int look = 1; look < LOOKS && key(slots).isEmpty(); look++) {
      slots = slots(keys);
    }
    return neededKey(slots, keys);
  }

  private List<Opened> slots(MasterKeys keys) throws IOException {
    Opened first = slot(0, keys);
    return List.of(first, slot(1, keys));
  }

  private Opened slot(int place, MasterKeys keys) throws IOException {
    Optional<KeySlot> slot =
        KeySlot.read(EncryptedFile.read(channel, position(place), KeySlot.BYTES));
    return new Opened(place, slot, slot.flatMap(found -> found.open(keys, bound)));
  }

  private static long position(int place) {
    return (1L + place) * EncryptedFile.PAGE;
  }

  private static Optional<byte[]> key(List<Opened> slots) {
    return slots.stream().flatMap(slot -> slot.fileKey().stream()).findFirst();
  }

  private static byte[] neededKey(List<Opened> slots, MasterKeys keys) throws KeyMissing {
    Optional<byte[]> key = key(slots);
    if (key.isPresent()) {
      return key.get();
    }
    List<String> missing =
        slots.stream()
            .flatMap(slot -> slot.slot().stream())
            .map(KeySlot::masterKey)
            .filter(id -> keys.find(id).isEmpty())
            .map(KeyId::hex)
            .toList();
    if (missing.isEmpty()) {
      throw new DataCorruptException(
          "the key of an encrypted file is spoilt, or it is another file's");
    }
    throw new KeyMissing(String.join(" or ", missing));
  }

  /**
   * Wraps a file's key by the current master key, if it is not, and takes away what another one has
   * wrapped. The slot in use is emptied only when the other one is on the disk and has been read
   * back, so that the file can be read at each moment, whatever happens.
   *
   * @param channel the file, open to be read and written
   * @param name by which it lies in the archive
   * @param keys with a current one
   * @throws KeyMissing if no key at hand has wrapped it
   * @throws DataCorruptException if it is spoilt
   */
  public static Rotation rotate(FileChannel channel, String name, MasterKeys keys, Disk disk)
      throws IOException {
    return EncryptedFile.isOne(channel)
        ? new WrappedKey(channel, name).rotate(keys, disk)
        : Rotation.PLAIN;
  }

  private Rotation rotate(MasterKeys keys, Disk disk) throws IOException {
    MasterKey current = keys.current().orElseThrow();
    List<Opened> slots = slots(keys);
    byte[] fileKey = neededKey(slots, keys);
    int kept =
        slots.stream().filter(slot -> slot.isOf(current)).findFirst().map(Opened::place).orElse(-1);
    if (kept < 0) {
      kept = free(slots);
      write(kept, KeySlot.of(current, fileKey, bound).page(), disk);
      readBack(kept, fileKey, keys);
    } else if (slots.get(other(kept)).slot().isEmpty()) {
      return Rotation.NOTHING_TO_DO;
    }
    write(other(kept), new byte[EncryptedFile.PAGE], disk);
    return Rotation.DONE;
  }

  /** One that does not hold the only key there is. */
  private static int free(List<Opened> slots) {
    return IntStream.range(0, EncryptedFile.SLOTS)
        .filter(place -> slots.get(place).fileKey().isEmpty())
        .findFirst()
        .orElse(1);
  }

  private static int other(int place) {
    return EncryptedFile.SLOTS - 1 - place;
  }

  private void write(int place, byte[] page, Disk disk) throws IOException {
    disk.write(ByteBuffer.wrap(page), position(place));
    disk.force();
  }

  private void readBack(int place, byte[] fileKey, MasterKeys keys) throws IOException {
    Optional<byte[]> read = slot(place, keys).fileKey();
    if (read.isEmpty() || !Arrays.equals(read.get(), fileKey)) {
      throw new IOException("a wrapped key is not to be read again");
    }
  }
}
