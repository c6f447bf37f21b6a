package org.openrecorder.application.port;

import java.time.Instant;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** The archive of audio. */
public interface AudioVault {

  /** What came of taking a file from the spool. */
  sealed interface Deposit {

    /** It lies in the archive; {@code flaw} tells what had to be repaired. */
    record Stored(StoredAudio audio, Optional<String> flaw) implements Deposit {}

    /** There is a file without a single sample. */
    record NoAudio() implements Deposit {}

    /** There is no file. */
    record Missing() implements Deposit {}

    /** There is a file, and nothing that plays can be got out of it. */
    record Unusable(String why) implements Deposit {}
  }

  /**
   * Copies the file of a recording that has ended from the spool into the archive: header checked
   * or repaired, copied, hashed, forced to disk, renamed into place. When it answers {@code Stored}
   * the audio survives a crash. The spool file stays as it is. Doing it again replaces the copy by
   * an equal one.
   *
   * @throws StoreUnavailable if the archive cannot be written or the spool cannot be read now;
   *     nothing is left half done
   */
  Deposit deposit(PbxName pbx, RecordingId recording);

  /**
   * Opens archived audio for reading.
   *
   * @throws DataCorrupt if there is no such file or its size is wrong
   * @throws StoreUnavailable if it cannot be read now
   */
  AudioContent open(StoredAudio audio);

  /** What a new recording would find. */
  enum Room {
    /** The archive and the spool have more free space than the low-water mark. */
    ENOUGH,
    /** One of them has not. */
    LOW,
    /** The directory that the PBX records into is not to be seen from here. */
    SPOOL_GONE,
    /** The archive's directory is not to be seen. */
    ARCHIVE_GONE
  }

  /** What a new recording on that PBX would find, as it was at most a second ago. */
  Room room(PbxName pbx);

  /**
   * Whether that PBX's spool was found short of room at {@code then} or later, as far as this
   * server has looked since it was started.
   */
  boolean spoolWasShortSince(PbxName pbx, Instant then);
}
