package org.openrecorder.edge.limit;

import java.util.Optional;

/**
 * One try to get in, which counts as a failure until it is known what came of it. What is told of
 * it first counts.
 */
public final class LoginTry {

  /** What a try costs its guard's patience until the outcome is known. */
  enum Price {
    /** One failure of the name and of the address. */
    COUNTED,
    /** Nothing: the same credentials are being looked at already, or were right before. */
    FREE
  }

  private final Optional<LoginGuard> guard;
  private final LoginGuard.Login login;
  private final Price price;
  private boolean over;

  LoginTry(LoginGuard guard, LoginGuard.Login login, Price price) {
    this.guard = Optional.of(guard);
    this.login = login;
    this.price = price;
  }

  private LoginTry() {
    this.guard = Optional.empty();
    this.login = new LoginGuard.Login("", "", "");
    this.price = Price.FREE;
  }

  /** That of a client without credentials, of which nothing is counted. */
  public static LoginTry none() {
    return new LoginTry();
  }

  LoginGuard.Login login() {
    return login;
  }

  Price price() {
    return price;
  }

  /** The credentials were right. */
  public void succeeded() {
    end(LoginGuard::succeeded);
  }

  /** They were wrong. */
  public void failed() {
    end(LoginGuard::failed);
  }

  /** They could not be checked, through no fault of the client. */
  public void undecided() {
    end(LoginGuard::undecided);
  }

  private interface Outcome {
    void of(LoginGuard guard, LoginTry one);
  }

  private synchronized void end(Outcome outcome) {
    if (!over) {
      over = true;
      guard.ifPresent(one -> outcome.of(one, this));
    }
  }
}
