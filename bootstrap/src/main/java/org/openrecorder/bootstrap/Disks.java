package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.openrecorder.archive.DataDisk;
import org.openrecorder.archive.DiskState;
import org.openrecorder.archive.FileAudioArchive;

/** All disks that recordings need. */
@Singleton
class Disks {

  private final FileAudioArchive archive;
  private final DataDisk data;

  @Inject
  Disks(FileAudioArchive archive, DataDisk data) {
    this.archive = archive;
    this.data = data;
  }

  /** How they are now: those of the archive and the spools, then that of the data directory. */
  List<DiskState> states() {
    return Stream.concat(archive.disks().stream(), Stream.of(data.state())).toList();
  }
}
