package org.openrecorder.bootstrap;

import java.security.SecureRandom;
import java.util.Base64;
import org.openrecorder.application.port.SecretGenerator;
import org.openrecorder.settings.PasswordHash;

/** Secrets of 240 random bits. */
final class RandomSecretGenerator implements SecretGenerator {

  private static final int BYTES = 30;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Made make() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().encodeToString(bytes);
    return new Made(secret, PasswordHash.of(secret).text());
  }
}
