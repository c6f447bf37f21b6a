package org.openrecorder.application.port;

/** Generates secrets that cannot be guessed. */
public interface SecretGenerator {

  /**
   * A new secret and what to store in its place.
   *
   * @param hash 1 to 500 characters of ASCII from which the secret cannot be recovered
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
