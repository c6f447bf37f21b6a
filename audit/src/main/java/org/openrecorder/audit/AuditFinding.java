package org.openrecorder.audit;

/**
 * A difference between the audit trail and what the server wrote.
 *
 * @param text which record or seal, of what time, and what is wrong with it; nothing of the
 *     record's content
 */
public record AuditFinding(Kind kind, String text) {

  /** The kinds of differences. */
  public enum Kind {
    /** The record exists and is not what was sealed. */
    CHANGED,
    /** The record has a seal and does not exist. */
    REMOVED,
    /** The server did not write the record, or it was changed together with its seal. */
    INSERTED,
    /** The record has no seal; without the key it is not known whether the server wrote it. */
    NOT_SEALED,
    /** The seal is not as the server wrote it. */
    SEAL_CHANGED,
    /** A seal that the server did not make, and that is not part of the chain. */
    SEAL_INSERTED,
    /** Seals are missing from the chain. */
    SEAL_REMOVED,
    /** The chain was longer at an earlier time. */
    CUT_OFF,
    /** The chain differs from the chain at an earlier time. */
    MADE_ANEW
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
