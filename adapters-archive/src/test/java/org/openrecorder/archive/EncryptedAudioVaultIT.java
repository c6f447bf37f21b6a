package org.openrecorder.archive;

import org.openrecorder.archive.encryption.MasterKeys;

/** The vault keeps everything that it keeps also when it encrypts. */
final class EncryptedAudioVaultIT extends FileAudioVaultIT {

  @Override
  MasterKeys keys() {
    return Keys.NEW;
  }
}
