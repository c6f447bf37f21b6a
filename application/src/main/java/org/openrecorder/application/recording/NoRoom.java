package org.openrecorder.application.recording;

import java.time.Duration;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.port.AudioVault.Room;

/** The refusals of a start for want of a place for its audio: which disk, and what is wrong. */
final class NoRoom {

  /** A directory that is not mounted may be back soon; a full disk needs somebody to act. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private NoRoom() {}

  static Refusal because(Room room) {
    return switch (room) {
      case SPOOL_GONE ->
          gone("this server does not see the directory that the PBX records into (the spool)");
      case ARCHIVE_GONE -> gone("this server does not see the directory of its archive");
      case LOW, ENOUGH ->
          Refusal.of(
              RefusalCode.STORAGE_FULL, "the storage is almost full; no new recording starts");
    };
  }

  private static Refusal gone(String what) {
    return Refusal.of(RefusalCode.STORE_UNAVAILABLE, what + "; no new recording starts")
        .retryAfter(RETRY);
  }
}
