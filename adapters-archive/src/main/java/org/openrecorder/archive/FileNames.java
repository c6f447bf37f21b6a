package org.openrecorder.archive;

import java.nio.file.Path;
import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;

/** Tells which files have names that we give. */
final class FileNames {

  private FileNames() {}

  /** The recording that the file is named after; empty if its name is not one of ours. */
  static Optional<RecordingId> recording(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    String dotted = "." + ending;
    return name.endsWith(dotted)
        ? RecordingId.find(name.substring(0, name.length() - dotted.length()))
        : Optional.empty();
  }
}
