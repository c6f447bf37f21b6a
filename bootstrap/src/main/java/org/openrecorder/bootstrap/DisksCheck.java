package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.openrecorder.archive.DiskState;
import org.openrecorder.archive.DiskState.Condition;

/**
 * How full the disks are, each by its name. A server that can record on one PBX still is ready, and
 * the alarm stands in the data; it is not when a recording can begin nowhere.
 */
@Readiness
@Singleton
class DisksCheck implements HealthCheck {

  private final Disks disks;

  @Inject
  DisksCheck(Disks disks) {
    this.disks = disks;
  }

  @Override
  public HealthCheckResponse call() {
    return response(disks.states());
  }

  static HealthCheckResponse response(List<DiskState> disks) {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("disks");
    disks.forEach(disk -> response.withData(disk.name(), disk.words()));
    return response.status(somethingCanBeRecorded(disks)).build();
  }

  static boolean somethingCanBeRecorded(List<DiskState> disks) {
    List<DiskState> spools = disks.stream().filter(disk -> disk.spoolOf().isPresent()).toList();
    boolean ownHaveRoom =
        disks.stream().filter(disk -> disk.spoolOf().isEmpty()).allMatch(DisksCheck::hasRoom);
    return ownHaveRoom && (spools.isEmpty() || spools.stream().anyMatch(DisksCheck::hasRoom));
  }

  private static boolean hasRoom(DiskState disk) {
    return disk.condition() == Condition.ROOM;
  }
}
