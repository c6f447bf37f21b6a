package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.application.port.Administrators;
import org.openrecorder.application.port.StoreDisk;
import org.openrecorder.application.port.StoreUnavailable;

/**
 * Ready when the database answers, its disk takes what is written, and it is as fast as it will.
 */
@Readiness
@Singleton
class DatabaseCheck implements HealthCheck {

  private final Administrators administrators;
  private final StoreDisk disk;
  private final WarmUp warmUp;

  @Inject
  DatabaseCheck(Administrators administrators, StoreDisk disk, WarmUp warmUp) {
    this.administrators = administrators;
    this.disk = disk;
    this.warmUp = warmUp;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database")
        .status(warmUp.done() && !disk.standsStill() && answers())
        .build();
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
