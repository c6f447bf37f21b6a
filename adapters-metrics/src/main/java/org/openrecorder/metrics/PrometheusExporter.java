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
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Result;
import org.openrecorder.application.search.ReadMetrics;
import org.openrecorder.domain.access.ApiPrincipal;

/**
 * The figures of this server and of the virtual machine that it runs in, as Prometheus reads them.
 */
public final class PrometheusExporter implements ReadMetrics, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final JvmGcMetrics collections = new JvmGcMetrics();

  public PrometheusExporter() {
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
  public Result<String> read(ApiPrincipal principal) {
    return principal.permissions().isEmpty()
        ? Result.rejected(ErrorCode.FORBIDDEN, "this client may not read metrics")
        : Result.success(registry.scrape());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
