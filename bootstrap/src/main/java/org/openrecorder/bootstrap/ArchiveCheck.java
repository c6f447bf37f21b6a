package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.archive.FileAudioArchive;

/** Ready when audio can be put into the archive. */
@Readiness
@Singleton
class ArchiveCheck implements HealthCheck {

  private final FileAudioArchive archive;

  @Inject
  ArchiveCheck(FileAudioArchive archive) {
    this.archive = archive;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("archive").status(archive.isWritable()).build();
  }
}
