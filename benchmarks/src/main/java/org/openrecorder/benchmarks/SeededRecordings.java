package org.openrecorder.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.openrecorder.archive.encryption.EncryptedOutput;
import org.openrecorder.archive.encryption.FileOutput;
import org.openrecorder.archive.encryption.MasterKey;

/**
 * Recordings put into archive and database while the server is down, because an hour of talk takes
 * an hour. They are what the server itself would have left: file, checksum and rows.
 */
final class SeededRecordings {

  private static final int HEADER_BYTES = 44;
  private static final int SAMPLES_PER_SECOND = 8_000;
  private static final int BYTES_PER_SECOND = 2 * SAMPLES_PER_SECOND;
  private static final int BLOCK = 48_000;
  private static final long FIRST_NUMBER = 1_000_000;
  private static final long SEED = 42;

  private final Path archive;
  private final Connection database;
  private long number = FIRST_NUMBER;

  /** A recording that is there now. */
  record Seeded(Path file, long bytes, String sha256) {}

  SeededRecordings(Path archive, Connection database) {
    this.archive = archive;
    this.database = database;
  }

  /** In which form a file is written. */
  private interface Form {
    FileOutput begin(FileOutput.Sink sink, String name) throws IOException;
  }

  /**
   * Makes a recording of so many bytes of audio, 8 kHz and 16 bit, to be found by its tag.
   *
   * @param audioBytes a multiple of 48,000
   */
  Seeded add(String tag, int audioBytes) throws IOException, SQLException {
    return add(tag, audioBytes, (sink, name) -> FileOutput.plain(sink));
  }

  /** Makes one that is encrypted. */
  Seeded addEncrypted(String tag, int audioBytes, MasterKey key) throws IOException, SQLException {
    return add(tag, audioBytes, (sink, name) -> EncryptedOutput.begin(sink, name, key));
  }

  private Seeded add(String tag, int audioBytes, Form form) throws IOException, SQLException {
    Path file = newFile();
    MessageDigest digest = sha256();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FileOutput out = form.begin(bytes -> writeAll(channel, bytes), name(file));
      write(header(audioBytes), digest, out);
      byte[] block = new byte[BLOCK];
      Random random = new Random(SEED);
      for (int written = 0; written < audioBytes; written += BLOCK) {
        random.nextBytes(block);
        write(block, digest, out);
      }
      out.finish();
    }
    Seeded seeded =
        new Seeded(file, HEADER_BYTES + audioBytes, HexFormat.of().formatHex(digest.digest()));
    insert(tag, file, seeded);
    return seeded;
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = channel.write(bytes);
    }
  }

  private static void write(byte[] bytes, MessageDigest digest, FileOutput out) throws IOException {
    digest.update(bytes);
    out.write(bytes, bytes.length);
  }

  private String name(Path file) {
    return archive.relativize(file).toString();
  }

  /** The same bytes under another name and tag; for the server it is another file. */
  void addAnother(String tag, Seeded same) throws IOException, SQLException {
    Path file = newFile();
    Files.createLink(file, same.file());
    insert(tag, file, same);
  }

  private Path newFile() throws IOException {
    Path day = archive.resolve("2026/11/23");
    Files.createDirectories(day);
    return day.resolve(UUID.randomUUID() + ".wav");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] header(int audioBytes) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(audioBytes + HEADER_BYTES - 8)
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(SAMPLES_PER_SECOND)
        .putInt(BYTES_PER_SECOND)
        .putShort((short) 2)
        .putShort((short) 16)
        .put(ascii("data"))
        .putInt(audioBytes)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void insert(String tag, Path file, Seeded seeded) throws SQLException {
    number++;
    String uniqueId = "1700000000." + number;
    try (PreparedStatement call =
            database.prepareStatement(
                "insert into call_record (number, pbx, linked_id, subject, extension, direction,"
                    + " caller_number, connected_number, started_at, answered_at, ended_at,"
                    + " external_reference) values (?, 'bench', ?, ?, '410', 'OUTBOUND', '', '',"
                    + " current_timestamp, current_timestamp, current_timestamp, ?)");
        PreparedStatement leg =
            database.prepareStatement(
                "insert into call_leg (call_number, place, unique_id, channel, extension)"
                    + " values (?, 0, ?, 'PJSIP/410-00000001', '410')");
        PreparedStatement recording =
            database.prepareStatement(
                "insert into recording (number, id, pbx, linked_id, tag, unique_id, channel,"
                    + " extension, requested_at, state, started_at, ended_at, audio_path,"
                    + " audio_bytes, audio_sha256, audio_nanos, is_private, deleted) values"
                    + " (?, ?, 'bench', ?, ?, ?, 'PJSIP/410-00000001', '410', current_timestamp,"
                    + " 'available', current_timestamp, current_timestamp, ?, ?, ?, ?, false,"
                    + " false)")) {
      fill(call, number, uniqueId, uniqueId, tag);
      fill(leg, number, uniqueId);
      fill(
          recording,
          number,
          UUID.randomUUID(),
          uniqueId,
          tag,
          uniqueId,
          name(file),
          seeded.bytes(),
          seeded.sha256(),
          (seeded.bytes() - HEADER_BYTES) * 1_000_000_000L / BYTES_PER_SECOND);
    }
  }

  private static void fill(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  /** Writes the file as BASE64 on one line: what the server makes of it on the fly. */
  static void writeBase64(Path file, Path text) throws IOException {
    try (OutputStream out = Base64.getEncoder().wrap(Files.newOutputStream(text))) {
      Files.copy(file, out);
    }
  }
}
