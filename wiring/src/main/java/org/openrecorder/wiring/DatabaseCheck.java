package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.application.port.Administrators;
import org.openrecorder.application.port.StoreUnavailable;

/** Ready when the database answers. */
@Readiness
@Singleton
class DatabaseCheck implements HealthCheck {

  private final Administrators administrators;

  @Inject
  DatabaseCheck(Administrators administrators) {
    this.administrators = administrators;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(answers()).build();
  }

  private boolean answers() {
    try {
      administrators.passwordHash(FirstAdministrator.NAME);
      return true;
    } catch (StoreUnavailable down) {
      return false;
    }
  }
}
