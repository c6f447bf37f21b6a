package org.openrecorder.application.recording;

import java.time.Duration;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.port.AudioArchive.Room;

/** The rejections of a start for want of a place for its audio: which disk, and what is wrong. */
final class StorageRejections {

  /** A directory that is not mounted may be back soon; a full disk needs an administrator. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private StorageRejections() {}

  static Rejection because(Room room) {
    return switch (room) {
      case SPOOL_GONE ->
          gone("this server does not see the directory that the PBX records into (the spool)");
      case ARCHIVE_GONE -> gone("this server does not see the directory of its archive");
      case LOW, ENOUGH ->
          Rejection.of(
              ErrorCode.STORAGE_FULL, "the storage is almost full; no new recording starts");
    };
  }

  private static Rejection gone(String what) {
    return Rejection.of(ErrorCode.STORE_UNAVAILABLE, what + "; no new recording starts")
        .retryAfter(RETRY);
  }
}
