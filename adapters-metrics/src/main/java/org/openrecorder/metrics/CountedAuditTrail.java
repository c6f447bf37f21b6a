package org.openrecorder.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.openrecorder.application.port.AuditTrail;

/**
 * Counts every attempt, granted or refused, of whatever somebody tried: {@code
 * openrecorder.attempts}. One that cannot be written down is counted too.
 */
public final class CountedAuditTrail implements AuditTrail {

  private final MeterRegistry registry;
  private final AuditTrail trail;

  public CountedAuditTrail(MeterRegistry registry, AuditTrail trail) {
    this.registry = registry;
    this.trail = trail;
  }

  @Override
  public void add(Row row) {
    count(row);
    trail.add(row);
  }

  @Override
  public void settle(Row row) {
    count(row);
    trail.settle(row);
  }

  @Override
  public void announce(Row row) {
    trail.announce(row);
  }

  @Override
  public List<Row> announced(int most) {
    return trail.announced(most);
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
