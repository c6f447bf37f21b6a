package org.openrecorder.application.port;

/** Makes secrets that cannot be guessed. */
public interface SecretGenerator {

  /**
   * A new secret and what to keep in its place.
   *
   * @param hash 1 to 500 characters of ASCII from which the secret cannot be found again
   */
  record Made(String secret, String hash) {
    /** Without either. */
    @Override
    public String toString() {
      return "a new secret";
    }
  }

  Made make();
}
