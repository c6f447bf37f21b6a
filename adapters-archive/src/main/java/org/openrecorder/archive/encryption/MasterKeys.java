package org.openrecorder.archive.encryption;

import java.util.List;
import java.util.Optional;

/**
 * The master keys that are at hand.
 *
 * @param current the one that new files are written with; without it they are written plain
 * @param all those that files may be read with, the current one among them
 */
public record MasterKeys(Optional<MasterKey> current, List<MasterKey> all) {

  /** Nothing is encrypted, and nothing that is can be read. */
  public static final MasterKeys NONE = new MasterKeys(Optional.empty(), List.of());

  public MasterKeys {
    all = List.copyOf(all);
    if (current.isPresent() && !all.contains(current.get())) {
      throw new IllegalArgumentException("the current master key is none of all");
    }
  }

  /** The key of that id. */
  public Optional<MasterKey> find(KeyId id) {
    return all.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
