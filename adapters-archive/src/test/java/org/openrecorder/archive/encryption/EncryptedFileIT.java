package org.openrecorder.archive.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.DataCorruptException;

class EncryptedFileIT {

  private static final String NAME = "2026/11/25/a.wav";
  private static final MasterKey KEY = new MasterKey("key", bytes(MasterKey.BYTES, 1));
  private static final MasterKeys KEYS = new MasterKeys(Optional.of(KEY), List.of(KEY));

  private static final int BLOCK = EncryptedFile.BLOCK;
  private static final int SEALED = EncryptedFile.SEALED_BLOCK;
  private static final int FIRST = EncryptedFile.FIRST_BLOCK;

  @TempDir Path directory;

  private static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** The file that comes of those bytes. */
  private byte[] encrypted(byte[] plain) throws IOException {
    Path file = directory.resolve("encrypted");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      FileOutput output = EncryptedOutput.begin(bytes -> writeAll(channel, bytes), NAME, KEY);
      for (int at = 0; at < plain.length; at += 48_000) {
        byte[] piece = Arrays.copyOfRange(plain, at, Math.min(at + 48_000, plain.length));
        output.write(piece, piece.length);
      }
      output.finish();
    }
    return Files.readAllBytes(file);
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = channel.write(bytes);
    }
  }

  private FileInput open(byte[] file, String name, MasterKeys keys) throws IOException {
    return FileInput.open(
        FileChannel.open(Files.write(directory.resolve("opened"), file)), name, keys);
  }

  private byte[] decrypted(byte[] file) throws IOException {
    try (FileInput input = open(file, NAME, KEYS)) {
      ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(input.size()));
      int read = 0;
      while (all.hasRemaining() && read >= 0) {
        read = input.read(all, all.position());
      }
      return Arrays.copyOf(all.array(), all.position());
    }
  }

  private void assertRefused(String what, byte[] file) {
    assertThatThrownBy(() -> decrypted(file)).as(what).isInstanceOf(DataCorruptException.class);
  }

  // -- in and out

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 44, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 200_000, 1_000_000})
  void what_goes_in_comes_out(int size) throws IOException {
    byte[] plain = bytes(size, size);
    byte[] file = encrypted(plain);
    assertThat(decrypted(file)).isEqualTo(plain);
    try (FileChannel channel = FileChannel.open(directory.resolve("encrypted"))) {
      assertThat(FileInput.size(channel)).as("size without a key").isEqualTo(size);
    }
  }

  @Test
  void any_part_can_be_read_without_what_is_before_it() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed of any_part_can_be_read_without_what_is_before_it: " + seed);
    Random random = new Random(seed);
    byte[] plain = bytes(5 * BLOCK + 77, 2);
    try (FileInput input = open(encrypted(plain), NAME, KEYS)) {
      for (int round = 0; round < 200; round++) {
        int from = random.nextInt(plain.length);
        ByteBuffer part = ByteBuffer.allocate(random.nextInt(1, 2 * BLOCK));
        int read = input.read(part, from);
        assertThat(read).isPositive();
        assertThat(Arrays.copyOf(part.array(), read))
            .as("seed " + seed + " round " + round)
            .isEqualTo(Arrays.copyOfRange(plain, from, from + read));
      }
      assertThat(input.read(ByteBuffer.allocate(1), plain.length)).isEqualTo(-1);
    }
  }

  @Test
  void a_file_that_was_not_encrypted_is_read_as_it_is() throws IOException {
    byte[] plain = bytes(100_000, 3);
    assertThat(decrypted(plain)).isEqualTo(plain);
    assertThat(decrypted(new byte[0])).isEmpty();
  }

  /** Made by other software (Python's cryptography) from the description of the form. */
  @Test
  void the_form_is_the_one_of_earlier_versions() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(FIRST + GOLDEN_BLOCK.length() / 2);
    file.put(0, HexFormat.of().parseHex(GOLDEN_IDENTITY));
    file.put(EncryptedFile.PAGE, HexFormat.of().parseHex(GOLDEN_SLOT));
    file.put(FIRST, HexFormat.of().parseHex(GOLDEN_BLOCK));
    try (FileInput input = open(file.array(), NAME, golden())) {
      ByteBuffer text = ByteBuffer.allocate(100);
      assertThat(input.read(text, 0)).isEqualTo(18);
      assertThat(new String(text.array(), 0, 18, StandardCharsets.US_ASCII))
          .isEqualTo("RIFF is what it is");
    }
  }

  private static MasterKeys golden() {
    byte[] key = new byte[MasterKey.BYTES];
    IntStream.range(0, key.length).forEach(i -> key[i] = (byte) i);
    MasterKey golden = new MasterKey("golden", key);
    return new MasterKeys(Optional.empty(), List.of(golden));
  }

  // -- what is on the disk

  @Test
  void nothing_of_a_file_is_to_be_seen() throws IOException {
    byte[] file = encrypted(new byte[1_000_000]);
    byte[] audio = Arrays.copyOfRange(file, FIRST, file.length);
    int[] counts = new int[256];
    for (byte one : audio) {
      counts[Byte.toUnsignedInt(one)]++;
    }
    double expected = audio.length / 256.0;
    for (int count : counts) {
      assertThat((double) count).isBetween(expected * 0.8, expected * 1.2);
    }
  }

  @Test
  void two_files_of_the_same_bytes_have_no_block_in_common() throws IOException {
    byte[] plain = new byte[2 * BLOCK];
    byte[] one = encrypted(plain);
    byte[] other = encrypted(plain);
    byte[][] blocks = {text(one, 0), text(one, 1), text(other, 0), text(other, 1)};
    for (int i = 0; i < blocks.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(blocks[i]).isNotEqualTo(blocks[j]);
      }
    }
  }

  /** A block without its tag, which would differ anyway. */
  private static byte[] text(byte[] file, int number) {
    return Arrays.copyOf(block(file, number), BLOCK);
  }

  private static byte[] block(byte[] file, int number) {
    int from = FIRST + number * SEALED;
    return Arrays.copyOfRange(file, from, Math.min(from + SEALED, file.length));
  }

  // -- what is changed by hand

  /** Of each field and each block some bytes, of the short ones all; padding means nothing. */
  @Test
  void no_byte_that_means_something_can_be_changed() throws IOException {
    byte[] file = encrypted(bytes(2 * BLOCK + 5, 4));
    IntStream fields =
        IntStream.concat(
            IntStream.range(8, 24),
            IntStream.range(EncryptedFile.PAGE + 12, EncryptedFile.PAGE + KeySlot.BYTES));
    IntStream blocks = new Random(5).ints(100, FIRST, file.length);
    IntStream.concat(
            IntStream.concat(fields, blocks), IntStream.range(file.length - 21, file.length))
        .forEach(
            at -> {
              byte[] changed = file.clone();
              changed[at] ^= 1;
              assertRefused("byte " + at, changed);
            });
  }

  @Test
  void whatever_the_marks_are_changed_to_no_other_bytes_are_given_for_the_right_ones()
      throws IOException {
    byte[] plain = bytes(1_000, 6);
    byte[] file = encrypted(plain);
    for (int at = EncryptedFile.PAGE; at < EncryptedFile.PAGE + 12; at++) {
      byte[] changed = file.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> decrypted(changed))
          .as("byte " + at)
          .isInstanceOfAny(DataCorruptException.class, KeyMissing.class);
    }
  }

  @Test
  void a_file_cannot_be_cut_anywhere() throws IOException {
    byte[] file = encrypted(bytes(2 * BLOCK, 7));
    for (int length :
        new int[] {
          8,
          FIRST - 1,
          FIRST,
          FIRST + 15,
          FIRST + 16,
          FIRST + 17,
          FIRST + SEALED - 1,
          FIRST + SEALED,
          FIRST + SEALED + 16,
          FIRST + SEALED + 17,
          file.length - 1
        }) {
      assertRefused("cut to " + length, Arrays.copyOf(file, length));
    }
  }

  @Test
  void blocks_cannot_be_swapped_doubled_or_left_out() throws IOException {
    byte[] file = encrypted(bytes(4 * BLOCK, 8));
    byte[] head = Arrays.copyOf(file, FIRST);
    assertRefused(
        "swapped", joined(head, block(file, 1), block(file, 0), block(file, 2), block(file, 3)));
    assertRefused("left out", joined(head, block(file, 0), block(file, 2), block(file, 3)));
    assertRefused(
        "doubled",
        joined(
            head, block(file, 0), block(file, 0), block(file, 1), block(file, 2), block(file, 3)));
    assertRefused("added", joined(file, block(file, 3)));
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  @Test
  void nothing_of_one_file_fits_into_another() throws IOException {
    byte[] one = encrypted(bytes(2 * BLOCK, 9));
    byte[] other = encrypted(bytes(2 * BLOCK, 10));
    byte[] head = Arrays.copyOf(one, FIRST);
    assertRefused("another's block", joined(head, block(other, 0), block(one, 1)));
    assertRefused("another's key", joined(head, block(other, 0), block(other, 1)));
    assertRefused(
        "another's identity",
        joined(
            Arrays.copyOf(other, EncryptedFile.PAGE),
            Arrays.copyOfRange(one, EncryptedFile.PAGE, one.length)));
  }

  @Test
  void a_file_is_not_read_under_the_name_of_another() throws IOException {
    byte[] file = encrypted(bytes(100, 11));
    assertThatThrownBy(() -> open(file, "2026/11/25/b.wav", KEYS))
        .isInstanceOf(DataCorruptException.class);
  }

  // -- master keys

  @Test
  void a_master_key_that_is_missing_is_named_by_its_id() throws IOException {
    byte[] file = encrypted(bytes(100, 12));
    MasterKey wrong = new MasterKey("key", bytes(MasterKey.BYTES, 13));
    assertThatThrownBy(() -> open(file, NAME, new MasterKeys(Optional.of(wrong), List.of(wrong))))
        .isInstanceOf(KeyMissing.class)
        .hasMessageContaining(KEY.id().hex());
  }

  /**
   * The first slot is seen while it is empty and the second one after it has been emptied; between
   * the two the key has moved.
   */
  @Test
  void a_key_that_moves_while_the_slots_are_looked_at_is_found() throws IOException {
    byte[] plain = bytes(1_000, 14);
    MasterKey other = new MasterKey("other", bytes(MasterKey.BYTES, 15));
    MasterKeys there = new MasterKeys(Optional.of(other), List.of(KEY, other));
    MasterKeys back = new MasterKeys(Optional.of(KEY), List.of(KEY, other));
    Path path = Files.write(directory.resolve("moving"), encrypted(plain));
    rotate(path, there);
    try (FileInput input =
        FileInput.open(
            new MeddledChannel(
                FileChannel.open(path), 2L * EncryptedFile.PAGE, () -> rotate(path, back)),
            NAME,
            back)) {
      ByteBuffer read = ByteBuffer.allocate(plain.length);
      assertThat(input.read(read, 0)).isEqualTo(plain.length);
      assertThat(read.array()).isEqualTo(plain);
    }
  }

  private static void rotate(Path path, MasterKeys keys) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      assertThat(WrappedKey.rotate(channel, NAME, keys, new Memory(channel)))
          .isEqualTo(WrappedKey.Rotation.DONE);
    }
  }

  /** A disk that nobody pulls the plug of. */
  private record Memory(FileChannel channel) implements WrappedKey.Disk {

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      assertThat(channel.write(bytes, position)).isEqualTo(EncryptedFile.PAGE);
    }

    @Override
    public void force() {}
  }

  @Test
  void a_master_key_says_nothing_of_itself() {
    byte[] key = bytes(MasterKey.BYTES, 1);
    String hex = HexFormat.of().formatHex(key);
    assertThat(KEYS.toString()).contains("key (").doesNotContain(hex, hex.substring(0, 16));
    assertThat(hex).doesNotContain(KEY.id().hex());
  }

  @Test
  void a_master_key_has_256_bits() {
    assertThatThrownBy(() -> new MasterKey("short", new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final String GOLDEN_IDENTITY = "4f50454e524543016465666768696a6b6c6d6e6f70717273";
  private static final String GOLDEN_SLOT =
      "4b45590163a1c1b38ed7c62cc8c9cacbcccdcecfd0d1d2d3057433b189a828a7134a1b56"
          + "e886557a6d6409dcf2a958b4408708c6869aae8b99ce725bf07a2553a99a0894af69a86e";
  private static final String GOLDEN_BLOCK =
      "cb3060aafccf413a2eb38ba0f0dafb032df2e6eee665f4b714959b40ff0caebd6c9c";
}
