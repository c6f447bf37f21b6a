package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.archive.DataDisk;
import org.openrecorder.archive.DiskState;
import org.openrecorder.archive.FileAudioVault;

/** All disks that recordings need. */
@Singleton
class Disks {

  private final FileAudioVault vault;
  private final DataDisk data;

  @Inject
  Disks(FileAudioVault vault, DataDisk data) {
    this.vault = vault;
    this.data = data;
  }

  /** How they are now: those of the archive and the spools, then that of the data directory. */
  List<DiskState> states() {
    return Stream.concat(vault.disks().stream(), Stream.of(data.state())).toList();
  }
}
