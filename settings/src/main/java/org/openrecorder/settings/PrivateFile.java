package org.openrecorder.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file with a key in it, as an administrator has to keep one. What is wrong is told as an {@link
 * IllegalArgumentException} that says nothing of the key.
 */
final class PrivateFile {

  /** Who must not have these rights: they could read the key, or put another in its place. */
  private static final Set<PosixFilePermission> TOO_MUCH =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PrivateFile() {}

  /**
   * What it holds.
   *
   * @param most bytes; a larger file is something else
   */
  static byte[] read(Path file, int most) {
    try (InputStream in = Files.newInputStream(guarded(file))) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IllegalArgumentException("is too large");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot be read", unreadable);
    }
  }

  private static Path guarded(Path file) throws IOException {
    Path real = file.toRealPath();
    if (Files.getPosixFilePermissions(real).stream().anyMatch(TOO_MUCH::contains)) {
      throw new IllegalArgumentException(
          "can be read by every account or written by others than its owner; chmod 600 it");
    }
    return real;
  }
}
