package org.openrecorder.edge.limit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slows guessing of passwords down. Failures are counted per name from one address, and per address
 * over all names; whether a name exists makes no difference. A client that guesses a name from
 * elsewhere does not lock that one out, and neither does a neighbour on the same address: what let
 * a client in from an address lately is let through to be checked as if none had failed there.
 *
 * <p>A try counts as a failure from its beginning on, so that many at once are no better than one
 * after the other. The same credentials many times at once are one guess.
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
  private final Map<String, Boolean> known = BoundedCaches.<Boolean>cache().asMap();

  /** Tries that have begun and not ended, by their credentials; never more than requests. */
  private final Map<String, Integer> underWay = new HashMap<>();

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
   * @param name who it claims to be, empty where it names no client
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

  /** What becomes of a try: it may be made, or has to wait before it is even looked at. */
  public sealed interface Beginning {
    /** It may be made. What comes of it has to be told to it. */
    record May(LoginTry attempt) implements Beginning {}

    record Wait(Duration time) implements Beginning {}
  }

  /** A client tries to log in. */
  public synchronized Beginning begin(Login login) {
    String fingerprint = fingerprint(login);
    if (known.get(fingerprint) != null || underWay.containsKey(fingerprint)) {
      return begun(login, fingerprint, LoginTry.Price.FREE);
    }
    long now = nanos.getAsLong();
    Optional<Duration> wait =
        Stream.concat(
                names.wait(login.pair(), now).stream(),
                addresses.wait(login.network(), now).stream())
            .max(Duration::compareTo);
    return wait.<Beginning>map(Beginning.Wait::new)
        .orElseGet(() -> counted(login, fingerprint, now));
  }

  private Beginning counted(Login login, String fingerprint, long now) {
    count(login, now);
    return begun(login, fingerprint, LoginTry.Price.COUNTED);
  }

  private void count(Login login, long now) {
    addresses.failed(login.network(), now);
    names.failed(login.pair(), now);
  }

  private Beginning begun(Login login, String fingerprint, LoginTry.Price price) {
    underWay.merge(fingerprint, 1, Integer::sum);
    return new Beginning.May(new LoginTry(this, login, price));
  }

  synchronized void succeeded(LoginTry one) {
    String fingerprint = end(one);
    known.put(fingerprint, true);
    takeBack(one);
    names.succeeded(one.login().pair());
  }

  /** What was right before and is wrong now has cost nothing yet. */
  synchronized void failed(LoginTry one) {
    boolean wasRight = known.remove(end(one)) != null;
    long now = nanos.getAsLong();
    if (one.price() == LoginTry.Price.COUNTED) {
      addresses.knownAt(one.login().network(), now);
      names.knownAt(one.login().pair(), now);
    } else if (wasRight) {
      count(one.login(), now);
    }
  }

  synchronized void undecided(LoginTry one) {
    String unused = end(one);
    takeBack(one);
  }

  private void takeBack(LoginTry one) {
    if (one.price() == LoginTry.Price.COUNTED) {
      addresses.takeBack(one.login().network());
      names.takeBack(one.login().pair());
    }
  }

  private String end(LoginTry one) {
    String fingerprint = fingerprint(one.login());
    underWay.computeIfPresent(fingerprint, (same, count) -> count > 1 ? count - 1 : null);
    return fingerprint;
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
