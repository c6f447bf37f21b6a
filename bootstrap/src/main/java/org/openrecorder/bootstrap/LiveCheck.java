package org.openrecorder.bootstrap;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.openrecorder.application.port.LivenessProbe;

/**
 * Live unless something has come to an end that only a new start mends. A supervisor that restarts
 * servers by this must not do so because a database or a PBX is down: that mends nothing, and what
 * waits goes on by itself when they are back.
 */
@Liveness
@Singleton
class LiveCheck implements HealthCheck {

  private final Instance<LivenessProbe> parts;

  @Inject
  LiveCheck(@Any Instance<LivenessProbe> parts) {
    this.parts = parts;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> ends = ends(parts.stream());
    HealthCheckResponseBuilder response = HealthCheckResponse.named("server");
    if (!ends.isEmpty()) {
      response.withData("restart it", String.join("; ", ends));
    }
    return response.status(ends.isEmpty()).build();
  }

  /** What has come to its end; empty while the server is live. */
  static List<String> ends(Stream<LivenessProbe> parts) {
    return Stream.concat(parts.map(LivenessProbe::end), Stream.of(deadlock()))
        .flatMap(Optional::stream)
        .distinct()
        .sorted()
        .toList();
  }

  private static Optional<String> deadlock() {
    return Optional.ofNullable(ManagementFactory.getThreadMXBean().findDeadlockedThreads())
        .map(threads -> threads.length + " threads wait for each other for ever");
  }
}
