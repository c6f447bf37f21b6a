package org.openrecorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.recording.StoredAudio;
import org.openrecorder.testing.WavFiles;

/** The inventory of an encrypted archive. */
final class EncryptedInventoryIT extends FileInventoryIT {

  @Override
  MasterKeys keys() {
    return Keys.NEW;
  }

  @Test
  void what_was_put_aside_is_encrypted_too() throws IOException {
    put(RECORDING, WavFiles.oneSecond());
    Path aside = directory.resolve("archive").resolve(inventory().quarantine(PBX, RECORDING));
    assertThat(new String(Files.readAllBytes(aside), StandardCharsets.ISO_8859_1))
        .startsWith("OPENREC")
        .doesNotContain("RIFF");
  }

  @Test
  void a_spoilt_file_does_not_hold_what_lies_in_the_spool() throws IOException {
    StoredAudio audio = stored(WavFiles.oneSecond());
    Path file = directory.resolve("archive").resolve(audio.path());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(inventory().holds(PBX, RECORDING, audio)).isFalse();
  }
}
