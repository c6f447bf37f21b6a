package org.openrecorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

/** Times work under one name, by what came of it. */
final class Stopwatch {

  /** From what an idle machine needs to what no caller may be kept waiting. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(3),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final String name;
  private final String description;

  Stopwatch(MeterRegistry registry, String name, String description) {
    this.registry = registry;
    this.name = name;
    this.description = description;
  }

  /** Does the work and times it; {@code outcome} names what it answered. */
  <T> T time(Tags tags, Supplier<T> work, Function<T, String> outcome) {
    long begin = System.nanoTime();
    try {
      T answer = work.get();
      note(tags, outcome.apply(answer), begin);
      return answer;
    } catch (RuntimeException failed) {
      note(tags, outcome(failed).name(), begin);
      throw failed;
    }
  }

  private void note(Tags tags, String outcome, long begin) {
    Timer.builder(name)
        .description(description)
        .tags(tags.and("outcome", outcome))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(Duration.ofNanos(System.nanoTime() - begin));
  }

  private static ErrorCode outcome(RuntimeException failed) {
    return switch (failed) {
      case PbxUnavailableException down -> ErrorCode.PBX_UNAVAILABLE;
      case StoreUnavailableException down -> ErrorCode.STORE_UNAVAILABLE;
      default -> ErrorCode.INTERNAL;
    };
  }
}
