package org.openrecorder.archive;

import java.util.Optional;
import org.openrecorder.domain.call.PbxName;

/**
 * How a disk was found, at most a second ago.
 *
 * @param spoolOf whose spool it is; empty for the others
 * @param freeBytes that this server's account may still write there; 0 where it is not there
 */
public record DiskState(Use use, Optional<PbxName> spoolOf, Condition condition, long freeBytes) {

  private static final long MEBIBYTE = 1L << 20;

  /** What lies there. */
  public enum Use {
    /** The archived audio. */
    ARCHIVE,
    /** What a PBX records. */
    SPOOL,
    /** The embedded database and the log. */
    DATA
  }

  /** Whether recordings may begin that will need the disk. */
  public enum Condition {
    /** There is room. */
    ROOM,
    /** At or below the low-water mark. */
    LOW,
    /** The directory is not there: not mounted, or moved away. */
    GONE
  }

  /** Which disk it is, for a person. */
  public String name() {
    return switch (use) {
      case ARCHIVE -> "the archive";
      case SPOOL -> "the spool of PBX " + spoolOf.map(PbxName::value).orElse("");
      case DATA -> "the data directory";
    };
  }

  /** How it is, for a person. */
  public String words() {
    return switch (condition) {
      case ROOM -> mebibytes() + " MiB free";
      case LOW -> "almost full, " + mebibytes() + " MiB free";
      case GONE -> "not there";
    };
  }

  private long mebibytes() {
    return freeBytes / MEBIBYTE;
  }
}
