package org.openrecorder.archive;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/** Where the PBXs' files lie, as this server sees them. */
record SpoolDirectories(Map<PbxName, Path> paths) {

  SpoolDirectories {
    paths = Map.copyOf(paths);
  }

  /** The directory of that PBX; empty if none is configured (any more). */
  Optional<Path> of(PbxName pbx) {
    return Optional.ofNullable(paths.get(pbx));
  }

  Optional<Path> file(PbxName pbx, RecordingId recording) {
    return of(pbx).map(directory -> directory.resolve(recording + ".wav"));
  }
}
