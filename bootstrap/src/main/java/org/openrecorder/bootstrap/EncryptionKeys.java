package org.openrecorder.bootstrap;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.openrecorder.archive.encryption.MasterKey;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.settings.RecorderSettings.Encryption;

/** Makes the archive's master keys of the settings. */
final class EncryptionKeys {

  private EncryptionKeys() {}

  static MasterKeys of(Encryption encryption) {
    List<MasterKey> all =
        encryption.masterKeys().stream()
            .map(key -> new MasterKey(key.name(), Base64.getDecoder().decode(key.key().reveal())))
            .toList();
    Optional<MasterKey> current =
        encryption
            .key()
            .flatMap(name -> all.stream().filter(key -> key.name().equals(name)).findFirst());
    return new MasterKeys(current, all);
  }
}
