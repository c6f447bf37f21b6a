package org.openrecorder.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Metrics that are read when they are asked for, each by a name, a description and its labels. */
public final class Gauges {

  private final MeterRegistry registry;

  public Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Something that goes up and down. Not a number where it is not known. */
  public void level(String name, String description, Supplier<Number> now, String... labels) {
    Gauge.builder(name, now).description(description).tags(labels).register(registry);
  }

  /** Something that only goes up, from 0 when the server is started. */
  public void total(String name, String description, Supplier<Number> soFar, String... labels) {
    // the counter holds its object weakly, so that is one that lives as long as the counter
    FunctionCounter.builder(name, registry, unused -> soFar.get().doubleValue())
        .description(description)
        .tags(labels)
        .register(registry);
  }
}
