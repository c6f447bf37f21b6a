package org.openrecorder.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openrecorder.archive.encryption.MasterKey;
import org.openrecorder.archive.encryption.MasterKeys;

/** Master keys as the settings give them before, while and after they are changed. */
final class Keys {

  private static final MasterKey FIRST = key("first");
  private static final MasterKey SECOND = key("second");

  /** The time before: the old key alone. */
  static final MasterKeys OLD = new MasterKeys(Optional.of(FIRST), List.of(FIRST));

  /** Both are usable, new files get the new one. */
  static final MasterKeys BOTH = new MasterKeys(Optional.of(SECOND), List.of(FIRST, SECOND));

  /** The time after: the new key alone. */
  static final MasterKeys NEW = new MasterKeys(Optional.of(SECOND), List.of(SECOND));

  /** Encryption was turned off and the key kept. */
  static final MasterKeys OFF = new MasterKeys(Optional.empty(), List.of(FIRST));

  private Keys() {}

  private static MasterKey key(String name) {
    byte[] bytes = ("the " + name + " master key").getBytes(StandardCharsets.US_ASCII);
    return new MasterKey(name, Arrays.copyOf(bytes, MasterKey.BYTES));
  }
}
