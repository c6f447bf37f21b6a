package org.openrecorder.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;

/** A file of one line that only its owner can read. It is written atomically. */
public final class OwnerOnlyFile {

  /** Longer than any password or hash. */
  private static final int MOST_BYTES = 1_000;

  private final Path file;

  public OwnerOnlyFile(Path file) {
    this.file = file;
  }

  /**
   * Replaces the content. The file belongs to the owner of the directory, even if root writes it.
   *
   * @throws IOException if writing fails; then the old content is unchanged
   */
  public void write(String line) throws IOException {
    Path begun = file.resolveSibling(file.getFileName() + ".begun");
    Files.deleteIfExists(begun);
    try (FileChannel channel =
        FileChannel.open(
            begun,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    giveToTheOwnerOfTheDirectory(begun);
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void giveToTheOwnerOfTheDirectory(Path begun) throws IOException {
    UserPrincipal owner = Files.getOwner(Objects.requireNonNull(begun.getParent()));
    if (!Files.getOwner(begun).equals(owner)) {
      Files.setOwner(begun, owner);
    }
  }

  /** The line. */
  public String read() throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
    }
  }

  public boolean exists() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes the file if it exists. */
  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
