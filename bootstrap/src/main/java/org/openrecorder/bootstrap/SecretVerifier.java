package org.openrecorder.bootstrap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openrecorder.application.port.CredentialsBusyException;
import org.openrecorder.settings.PasswordHash;

/**
 * Finds out whether a secret is right. What was right once is remembered by a keyed digest together
 * with the hash that it was compared with, so that only the first request pays for hashing and a
 * changed hash is a new question. A wrong secret always costs the same hashing, whether or not
 * there is a client of the name and in whatever form the secrets are kept.
 */
final class SecretVerifier {

  /** Secrets remembered; the longest known one goes first. */
  private static final int MOST_REMEMBERED = 1_000;

  /** Hashes of one client at most, and how often a wrong secret is hashed. */
  private static final int HASHES = 2;

  /** Hashing keeps a core busy, so guessing must not have all of them. */
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /**
   * Threads that wait for a place. 200 serve all clients, and those whose secrets are known must
   * not want for one. A client that asks very often at once after a restart needs some.
   */
  private static final int MOST_WAITING = 40;

  /** For a place; an answer takes 3 s at most, and hashing some tenths of one. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** That of no client. */
  private static final PasswordHash NO_CLIENT = PasswordHash.of(random());

  private static final String KEYED = "HmacSHA256";

  /** Makes what is remembered useless outside of this process. */
  private final SecretKeySpec key =
      new SecretKeySpec(random().getBytes(StandardCharsets.ISO_8859_1), KEYED);

  private final Set<ByteBuffer> remembered = new LinkedHashSet<>();
  private final Semaphore places;
  private final Semaphore line;
  private final Duration patience;
  private final BiPredicate<PasswordHash, String> comparison;

  SecretVerifier() {
    this(AT_ONCE, MOST_WAITING, PATIENCE, PasswordHash::matches);
  }

  /**
   * One for tests.
   *
   * @param comparison whether a hash is that of a secret
   */
  SecretVerifier(
      int atOnce,
      int mostWaiting,
      Duration patience,
      BiPredicate<PasswordHash, String> comparison) {
    this.places = new Semaphore(atOnce, true);
    this.line = new Semaphore(mostWaiting);
    this.patience = patience;
    this.comparison = comparison;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * Whether the secret is one of these.
   *
   * @param digests of those that are known as they are
   * @param hashes of the others
   * @throws CredentialsBusyException if too many ask at once; it was not looked at then
   */
  boolean isRight(String secret, Collection<byte[]> digests, List<PasswordHash> hashes) {
    byte[] digest = digest(secret);
    boolean plain = false;
    for (byte[] expected : digests) {
      plain |= MessageDigest.isEqual(expected, digest);
    }
    return plain || isRemembered(secret, hashes) || isRightByHash(secret, hashes);
  }

  private boolean isRemembered(String secret, List<PasswordHash> hashes) {
    return hashes.stream().anyMatch(hash -> isRemembered(hash, secret));
  }

  /** A thread that was in line behind the same secret finds it remembered. */
  private boolean isRightByHash(String secret, List<PasswordHash> hashes) {
    takePlace();
    try {
      return isRemembered(secret, hashes) || matches(secret, hashes);
    } finally {
      places.release();
    }
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(0, TimeUnit.SECONDS)) {
        waitForPlace();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CredentialsBusyException(true);
    }
  }

  private void waitForPlace() throws InterruptedException {
    if (!line.tryAcquire()) {
      throw new CredentialsBusyException(false);
    }
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CredentialsBusyException(true);
      }
    } finally {
      line.release();
    }
  }

  private boolean matches(String secret, List<PasswordHash> hashes) {
    boolean right = false;
    for (int i = 0; i < Math.max(HASHES, hashes.size()); i++) {
      right |= matches(secret, i < hashes.size() ? hashes.get(i) : NO_CLIENT);
    }
    return right;
  }

  private boolean matches(String secret, PasswordHash hash) {
    boolean right = comparison.test(hash, secret);
    if (right) {
      remember(hash, secret);
    }
    return right;
  }

  private boolean isRemembered(PasswordHash hash, String secret) {
    synchronized (remembered) {
      return remembered.contains(key(hash, secret));
    }
  }

  private void remember(PasswordHash hash, String secret) {
    synchronized (remembered) {
      remembered.add(key(hash, secret));
      if (remembered.size() > MOST_REMEMBERED) {
        remembered.remove(remembered.iterator().next());
      }
    }
  }

  int remembered() {
    synchronized (remembered) {
      return remembered.size();
    }
  }

  private ByteBuffer key(PasswordHash hash, String secret) {
    try {
      Mac mac = Mac.getInstance(KEYED);
      mac.init(key);
      String both = hash.text() + '\0' + secret;
      return ByteBuffer.wrap(mac.doFinal(both.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + KEYED, impossible);
    }
  }

  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
