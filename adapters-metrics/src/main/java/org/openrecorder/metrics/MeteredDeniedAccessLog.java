package org.openrecorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.openrecorder.application.port.DeniedAccessLog;

/**
 * Counts every denied request as an attempt, as {@link MeteredAuditTrail} does those of the audit
 * trail.
 */
public final class MeteredDeniedAccessLog implements DeniedAccessLog {

  private final MeterRegistry registry;
  private final DeniedAccessLog log;

  public MeteredDeniedAccessLog(MeterRegistry registry, DeniedAccessLog log) {
    this.registry = registry;
    this.log = log;
  }

  @Override
  public void add(List<Entry> entries) {
    log.add(entries);
    entries.forEach(
        entry ->
            MeteredAuditTrail.attempts(registry, entry.action(), entry.result())
                .increment((double) entry.requests()));
  }

  @Override
  public void prune(Instant before, int most) {
    log.prune(before, most);
  }
}
