package org.openrecorder.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/** The archive of audio. */
public interface AudioArchive {

  /** The result of ingesting a file from the spool. */
  sealed interface IngestResult {

    /** The audio is in the archive; {@code flaw} says what had to be repaired. */
    record Stored(StoredAudio audio, Optional<String> flaw) implements IngestResult {}

    /**
     * The file has not a single sample. If its PBX has {@code finished} it there was none to write;
     * otherwise the PBX died, or could not write, before the first ones reached the disk.
     */
    record NoAudio(boolean finished) implements IngestResult {}

    /** There is no file. */
    record Missing() implements IngestResult {}

    /** There is a file, but no playable audio can be recovered from it. */
    record Unusable(String why) implements IngestResult {}
  }

  /**
   * Copies the file of a recording that has ended from the spool into the archive: header checked
   * or repaired, copied, hashed, forced to disk, renamed into place. When it returns {@code Stored}
   * the audio survives a crash. The spool file is unchanged. A repeated call replaces the copy by
   * an equal one.
   *
   * @throws StoreUnavailableException if the archive cannot be written or the spool cannot be read
   *     now; no partial copy remains in place
   */
  IngestResult ingest(PbxName pbx, RecordingId recording);

  /**
   * Opens archived audio for reading.
   *
   * @throws DataCorruptException if there is no such file or its size is wrong
   * @throws StoreUnavailableException if it cannot be read now
   */
  AudioContent open(StoredAudio audio);

  /** Several segments as one file. */
  record Joined(AudioContent content, Checksum sha256) {}

  /**
   * Opens several segments as one WAV file, with silence between them. All of it is read once
   * before this returns.
   *
   * @param segments at least one
   * @throws DataCorruptException if a segment is not what was stored, or they do not fit together
   * @throws StoreUnavailableException if a segment cannot be read now
   */
  Joined join(List<AudioSegment> segments);

  /** Opens the audio, whether it is one segment or several. */
  default Joined open(List<AudioSegment> segments) {
    if (segments.size() > 1) {
      return join(segments);
    }
    StoredAudio only = segments.getFirst().audio();
    return new Joined(open(only), only.sha256());
  }

  /** The storage capacity for a new recording. */
  enum Room {
    /** The archive and the spool have more free space than the low-water mark. */
    ENOUGH,
    /** One of them has less. */
    LOW,
    /** The directory that the PBX records into is not visible to this server. */
    SPOOL_GONE,
    /** The archive's directory is not visible to this server. */
    ARCHIVE_GONE
  }

  /** The capacity for a new recording on that PBX, as it was at most a second ago. */
  Room room(PbxName pbx);

  /**
   * Whether that PBX's spool was found short of space at {@code then} or later, as far as this
   * server has checked since it started.
   */
  boolean spoolWasShortSince(PbxName pbx, Instant then);
}
