package org.openrecorder.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The key that the server generates: the file {@code audit-key} in the data directory. */
public final class KeyFile {

  /** The name below the data directory. */
  public static final String NAME = "audit-key";

  private static final int KEY_BYTES = 32;

  private final Path file;

  public KeyFile(Path file) {
    this.file = file;
  }

  /**
   * The key; empty if there is no file.
   *
   * @throws IOException if the file cannot be read, or contains no key
   */
  public Optional<AuditKey> read() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (!text.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")) {
      throw new IOException("the file " + file + " holds no key of the audit trail");
    }
    return Optional.of(new AuditKey(text));
  }

  /** The key. Generates it if there is no file. */
  public AuditKey readOrMake() throws IOException {
    Optional<AuditKey> known = read();
    if (known.isPresent()) {
      return known.get();
    }
    make();
    return read().orElseThrow(() -> new IOException("the file " + file + " has gone"));
  }

  /** Writes atomically: a crash must not leave half a key. */
  private void make() throws IOException {
    Path begun = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(begun);
    try (FileChannel channel =
        FileChannel.open(
            begun,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap(random().getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String random() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes) + "\n";
  }
}
