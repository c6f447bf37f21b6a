package org.openrecorder.application.port;

/**
 * So many secrets are being checked that this one was not looked at: checking takes a core, and a
 * client that guesses must not have all of them, nor all threads by waiting for one.
 */
public final class CredentialsBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean waited;

  /**
   * The secret was not checked.
   *
   * @param waited whether there was a wait for that
   */
  public CredentialsBusyException(boolean waited) {
    super("too many secrets are being checked", null, false, false);
    this.waited = waited;
  }

  /** Whether a thread was taken up for it; if not it has cost nothing. */
  public boolean hasWaited() {
    return waited;
  }
}
