package org.openrecorder.bootstrap;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.application.port.LivenessProbe;
import org.openrecorder.oidc.OidcIdentityProvider;

/**
 * Has the identity provider asked for its keys again and again, so that a key that it withdraws is
 * not believed any more, whether or not tokens come meanwhile. Does nothing where there is none.
 */
final class KeyRefresh implements LivenessProbe, AutoCloseable {

  private final IdentityProvider provider;
  private final PeriodicTask schedule;

  KeyRefresh(IdentityProvider provider, ThreadFactory threads) {
    this.provider = provider;
    this.schedule = new PeriodicTask(OidcIdentityProvider.refreshEvery(), threads);
  }

  void start() {
    if (provider instanceof OidcIdentityProvider asked) {
      schedule.start(asked::refresh);
    }
  }

  @Override
  public Optional<String> end() {
    return schedule.end();
  }

  @Override
  public void close() {
    schedule.close();
  }
}
