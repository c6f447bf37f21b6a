package org.openrecorder.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that contains a key, with the permissions that such a file must have. Errors are reported
 * as {@link IllegalArgumentException}, whose message never contains any part of the key.
 */
final class PrivateFile {

  /** Permissions that would let another account read or replace the key. */
  private static final Set<PosixFilePermission> TOO_MUCH =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PrivateFile() {}

  /**
   * The content.
   *
   * @param most in bytes; a larger file contains something else
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
