package org.openrecorder.audit;

/**
 * Something about the audit trail that is not as the server left it.
 *
 * @param text which row or seal, of when, and what is wrong with it; nothing of the row's content
 */
public record AuditFinding(Kind kind, String text) {

  /** What can be wrong. */
  public enum Kind {
    /** The row is there and is not what was sealed. */
    CHANGED,
    /** The row has a seal and is not there. */
    REMOVED,
    /** The row was not written by the server, or was changed together with its seal. */
    INSERTED,
    /** The row has no seal, and without the key it cannot be told who wrote it. */
    NOT_SEALED,
    /** A seal is not what the server wrote. */
    SEAL_CHANGED,
    /** A seal that the server did not make stands apart from the chain. */
    SEAL_INSERTED,
    /** Seals are gone from the chain. */
    SEAL_REMOVED,
    /** The chain once was longer than it is. */
    CUT_OFF,
    /** The chain is another one than it once was. */
    MADE_ANEW
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
