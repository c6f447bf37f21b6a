package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.archive.FileAudioVault;

/** Ready when audio can be put into the archive. */
@Readiness
@Singleton
class ArchiveCheck implements HealthCheck {

  private final FileAudioVault vault;

  @Inject
  ArchiveCheck(FileAudioVault vault) {
    this.vault = vault;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("archive").status(vault.isWritable()).build();
  }
}
