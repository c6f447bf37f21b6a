package org.openrecorder.application.reconciliation;

/**
 * What can be found when the worlds are compared. The constants' names are part of the JSON API;
 * {@code docs/operations.md} says what to do about each.
 */
public enum FindingKind {
  /**
   * A recording ended and the database did not know: the server was not connected to the PBX, or
   * crashed while stopping it, or another program stopped it. It is closed; its audio is whole.
   */
  END_MISSED,
  /**
   * A call ended while the server was not connected to the PBX, and none of its recordings with it.
   * It is closed.
   */
  CALL_END_MISSED,
  /** The PBX was recording already and the database did not know. It does now. */
  ADOPTED,
  /**
   * A call was answered while the server was not connected to the PBX: it is recorded from now on.
   */
  BEGUN_LATE,
  /** The audio of a recording that had ended lay in the spool. It is in the archive now. */
  TAKEN_IN,
  /** Audio plays much shorter than it was recorded for. What is there is in the archive. */
  SHORT,
  /** The PBX did not finish a file. What is there is in the archive. */
  INTERRUPTED,
  /** A recording was left over whose file has no audio in it. */
  EMPTY,
  /** Nothing that plays could be got out of a file. */
  DAMAGED,
  /** The file of a recording that has ended is gone. */
  LOST,
  /** The file of a recording that goes on is not in the spool. */
  FILE_VANISHED,
  /** A file lay in the spool that the archive has no use for. It is quarantined or was a copy. */
  LEFTOVER,
  /** A file with a name that we give lay in the spool, and no recording is stored for it. */
  UNKNOWN_FILE,
  /** An archived file is not there. */
  ARCHIVE_MISSING,
  /** An archived file has another size than it was stored with. */
  ARCHIVE_CHANGED,
  /** The archive has a file that no recording is stored for. */
  ARCHIVE_UNKNOWN
}
