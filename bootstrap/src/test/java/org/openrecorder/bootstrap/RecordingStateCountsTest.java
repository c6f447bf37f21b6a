package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;

class RecordingStateCountsTest {

  /** A hundred times as long is longer than any of these tests takes. */
  private static final Duration LONG = Duration.ofMillis(100);

  private final RecordingStateCounts census =
      new RecordingStateCounts(recordings(), Executors.defaultThreadFactory());
  private boolean down;
  private long counted;

  private Recordings recordings() {
    return (Recordings)
        Proxy.newProxyInstance(
            RecordingStateCountsTest.class.getClassLoader(),
            new Class<?>[] {Recordings.class},
            (proxy, method, arguments) -> answer(method));
  }

  private Object answer(Method method) {
    if (down) {
      throw new StoreUnavailableException("down", new IllegalStateException());
    }
    return switch (method.getName()) {
      case "counts" -> Map.of("failed", 2L);
      case "available" -> countLong();
      default -> throw new IllegalStateException(method.getName());
    };
  }

  private long countLong() {
    long end = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    counted++;
    return 1_000_000;
  }

  @AfterEach
  void close() {
    census.close();
  }

  @Test
  void every_state_is_told_also_available() {
    census.take();
    assertThat(census.count("available")).isEqualTo(1_000_000);
    assertThat(census.count("failed")).isEqualTo(2);
    assertThat(census.count("empty")).isZero();
  }

  @Test
  void those_that_are_available_are_counted_the_less_often_the_longer_it_takes() {
    census.take();
    census.take();
    assertThat(counted).isEqualTo(1);
  }

  @Test
  void nothing_is_told_while_the_database_is_away() {
    assertThat(census.count("available")).isNaN();
    census.take();
    down = true;
    census.take();
    assertThat(census.count("available")).isNaN();
    assertThat(census.count("failed")).isNaN();
    down = false;
    census.take();
    assertThat(census.count("available")).isEqualTo(1_000_000);
  }
}
