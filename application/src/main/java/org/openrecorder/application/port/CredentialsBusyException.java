package org.openrecorder.application.port;

/**
 * The secret was not checked, because too many secrets are being checked: a check takes a core, and
 * a client that guesses secrets must not occupy all cores, nor all threads by waiting for one.
 */
public final class CredentialsBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean waited;

  /**
   * The secret was not checked.
   *
   * @param waited whether the request waited for a check
   */
  public CredentialsBusyException(boolean waited) {
    super("too many secrets are being checked", null, false, false);
    this.waited = waited;
  }

  /** Whether a thread was occupied by waiting; if not, the attempt has cost nothing. */
  public boolean hasWaited() {
    return waited;
  }
}
