package org.openrecorder.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.openrecorder.application.port.AuditTrail;

/**
 * Counts every action, granted or rejected, whatever it was: {@code openrecorder.attempts}. One
 * that cannot be written down is counted too.
 */
public final class MeteredAuditTrail implements AuditTrail {

  private final MeterRegistry registry;
  private final AuditTrail trail;

  public MeteredAuditTrail(MeterRegistry registry, AuditTrail trail) {
    this.registry = registry;
    this.trail = trail;
  }

  @Override
  public void add(Row row) {
    count(row);
    trail.add(row);
  }

  @Override
  public void confirm(Row row) {
    count(row);
    trail.confirm(row);
  }

  @Override
  public void recordIntent(Row row) {
    trail.recordIntent(row);
  }

  @Override
  public List<Row> unconfirmedIntents(int most) {
    return trail.unconfirmedIntents(most);
  }

  private void count(Row row) {
    attempts(registry, row.action(), row.result()).increment();
  }

  static Counter attempts(MeterRegistry registry, String action, String result) {
    return Counter.builder("openrecorder.attempts")
        .description("What callers tried, by what came of it")
        .tag("action", action)
        .tag("result", result)
        .register(registry);
  }
}
