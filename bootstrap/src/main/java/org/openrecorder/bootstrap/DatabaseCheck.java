package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.application.port.AdministratorRepository;
import org.openrecorder.application.port.StorageHealth;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Ready when the database answers, its disk takes what is written, and it is as fast as it will.
 */
@Readiness
@Singleton
class DatabaseCheck implements HealthCheck {

  private final AdministratorRepository administrators;
  private final StorageHealth disk;
  private final WarmUp warmUp;

  @Inject
  DatabaseCheck(AdministratorRepository administrators, StorageHealth disk, WarmUp warmUp) {
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
      administrators.passwordHash(AdministratorBootstrap.NAME);
      return true;
    } catch (StoreUnavailableException down) {
      return false;
    }
  }
}
