package org.openrecorder.application.port;

import java.util.List;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * The actual contents of the archive, and its quarantine for files that belong to no recording.
 * Every method throws {@link StoreUnavailableException} if the archive or the spool cannot be used
 * now.
 */
public interface ArchiveInventory {

  /** The condition of an archived file. Its bytes are not read. */
  enum Condition {
    /** The file exists and has its size. */
    THERE,
    /** The file does not exist. */
    MISSING,
    /** The file exists and has another size. */
    OTHER_SIZE
  }

  Condition look(StoredAudio audio);

  /** The parts that the archive consists of, by the archive's own names for them, newest first. */
  List<String> parts();

  /** The names of links in the archive, which the inventory does not follow. */
  default List<String> links() {
    return List.of();
  }

  /** The recordings that have files in that part. */
  List<RecordingId> in(String part);

  /**
   * Whether no process writes the file of that recording in the spool any more: the PBX has
   * finished it, or has not touched it for ten minutes. Also true if there is no such file.
   */
  boolean atRest(PbxName pbx, RecordingId recording);

  /** Whether the archive has every byte of the file that is still in the spool. */
  boolean holds(PbxName pbx, RecordingId recording, StoredAudio audio);

  /**
   * Copies the file of that name from the spool to the quarantine, and reads the copy again to
   * verify that it is equal. A file of that name that is already there is never replaced by a
   * different one. The spool file is unchanged.
   *
   * @return the path of the copy, relative to the archive
   */
  String quarantine(PbxName pbx, RecordingId recording);
}
