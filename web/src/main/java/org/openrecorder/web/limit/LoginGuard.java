package org.openrecorder.web.limit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slows guessing of passwords down. Failures are counted per name from one address, and per address
 * over all names; whether a name exists makes no difference. Who guesses somebody's name from
 * elsewhere does not lock that one out, and neither does a neighbour on the same address: what let
 * somebody in from an address lately is let through to be checked as if nobody had failed there.
 */
public final class LoginGuard {

  /** A typing error or a secret that was not changed everywhere at once is no attack. */
  static final int FREE_PER_NAME = 5;

  /** Several systems may stand behind one address. */
  static final int FREE_PER_ADDRESS = 20;

  private static final String DIGEST = "HmacSHA256";

  private final LongSupplier nanos;
  private final FailedLogins names = new FailedLogins(FREE_PER_NAME);
  private final FailedLogins addresses = new FailedLogins(FREE_PER_ADDRESS);
  private final Recent<Boolean> known = new Recent<>();
  private final byte[] key = new byte[32];

  /**
   * @param nanos the time in nanoseconds since any one moment
   */
  public LoginGuard(LongSupplier nanos) {
    this.nanos = nanos;
    new SecureRandom().nextBytes(key);
  }

  /**
   * A try to get in.
   *
   * @param network where it comes from
   * @param name who it claims to be, empty where it names nobody
   * @param credentials all that it gives to prove that
   */
  public record Login(String network, String name, String credentials) {

    private String pair() {
      return network + " " + name;
    }

    /** Without the credentials. */
    @Override
    public String toString() {
      return "login of " + name + " from " + network;
    }
  }

  /** How long this one has to wait before it is even looked at; empty if it need not. */
  public synchronized Optional<Duration> wait(Login login) {
    if (known.get(fingerprint(login)) != null) {
      return Optional.empty();
    }
    long now = nanos.getAsLong();
    return Stream.concat(
            names.wait(login.pair(), now).stream(), addresses.wait(login.network(), now).stream())
        .max(Duration::compareTo);
  }

  /** The credentials were right. */
  public synchronized void succeeded(Login login) {
    known.put(fingerprint(login), true);
    names.succeeded(login.pair());
  }

  /** The credentials were wrong; returns how many failures in a row the name has from there. */
  public synchronized int failed(Login login) {
    known.remove(fingerprint(login));
    long now = nanos.getAsLong();
    addresses.failed(login.network(), now);
    return names.failed(login.pair(), now);
  }

  /** No secrets are kept in memory, nor what they could be guessed from. */
  private String fingerprint(Login login) {
    try {
      Mac mac = Mac.getInstance(DIGEST);
      mac.init(new SecretKeySpec(key, DIGEST));
      String all = login.network() + " " + login.credentials();
      return Base64.getEncoder().encodeToString(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + DIGEST, impossible);
    }
  }
}
