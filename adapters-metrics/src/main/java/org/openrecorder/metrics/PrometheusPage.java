package org.openrecorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.openrecorder.application.Answer;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.query.ReadMetrics;
import org.openrecorder.domain.access.Caller;

/**
 * The figures of this server and of the virtual machine that it runs in, as Prometheus reads them.
 */
public final class PrometheusPage implements ReadMetrics, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final JvmGcMetrics collections = new JvmGcMetrics();

  public PrometheusPage() {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Where figures are noted that shall stand on the page. */
  public MeterRegistry registry() {
    return registry;
  }

  @Override
  public Answer<String> read(Caller caller) {
    return caller.permissions().isEmpty()
        ? Answer.refused(RefusalCode.FORBIDDEN, "this client may not read metrics")
        : Answer.granted(registry.scrape());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
