package org.openrecorder.application.port;

import java.util.List;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * What really lies in the archive, and the place in it for files that belong to nothing. Every
 * method throws {@link StoreUnavailableException} if the archive or the spool cannot be used now.
 */
public interface ArchiveInventory {

  /** What a look at an archived file tells. Its bytes are not read. */
  enum Condition {
    /** It is there and has its size. */
    THERE,
    /** It is not there. */
    MISSING,
    /** It is there and has another size. */
    OTHER_SIZE
  }

  Condition look(StoredAudio audio);

  /** The parts that the archive is made of, by the names that it gives them, newest first. */
  List<String> parts();

  /** The names of links in the archive, behind which nothing is looked for. */
  default List<String> links() {
    return List.of();
  }

  /** The recordings that have files in that part. */
  List<RecordingId> in(String part);

  /**
   * Whether no program writes the file of that recording in the spool any more: the PBX has
   * finished it, or has not touched it for ten minutes. Also true if there is no such file.
   */
  boolean atRest(PbxName pbx, RecordingId recording);

  /** Whether the archive has every byte of the file that still lies in the spool. */
  boolean holds(PbxName pbx, RecordingId recording, StoredAudio audio);

  /**
   * Copies the file of that name from the spool to the place for files that belong to nothing, and
   * reads the copy again to see that it is equal. A file of that name that lies there already is
   * never replaced by another. The spool file stays as it is.
   *
   * @return where the copy lies, relative to the archive
   */
  String quarantine(PbxName pbx, RecordingId recording);
}
