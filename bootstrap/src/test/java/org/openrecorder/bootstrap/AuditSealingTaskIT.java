package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.audit.ChainHead;
import org.openrecorder.audit.HeadFile;
import org.openrecorder.testing.LogLines;

class AuditSealingTaskIT {

  @TempDir Path directory;
  private Duration now = Duration.ofDays(-1);
  private Optional<ChainHead> end = Optional.empty();

  @SuppressWarnings("NullAway.Init")
  private HeadFile file;

  @BeforeEach
  void noFile() {
    file = new HeadFile(directory.resolve(HeadFile.NAME));
  }

  private AuditSealingTask sealing(Supplier<Optional<ChainHead>> sealer) {
    return new AuditSealingTask(
        sealer, file, () -> now.toNanos(), Executors.defaultThreadFactory());
  }

  private static ChainHead head(long place) {
    return new ChainHead(place, "0".repeat(64), Instant.EPOCH);
  }

  private void later(Duration time, long place) {
    now = now.plus(time);
    end = Optional.of(head(place));
  }

  @Test
  void the_end_is_noted_down_once_a_minute_and_when_the_server_stops() throws IOException {
    AuditSealingTask sealing = sealing(() -> end);
    sealing.pass();
    assertThat(file.read()).isEmpty();
    later(Duration.ofSeconds(1), 1);
    sealing.pass();
    later(Duration.ofSeconds(59), 2);
    sealing.pass();
    assertThat(file.read()).containsExactly(head(1));
    later(Duration.ofSeconds(1), 3);
    sealing.pass();
    now = now.plusHours(1);
    sealing.pass();
    assertThat(file.read()).containsExactly(head(1), head(3));
    later(Duration.ofSeconds(1), 4);
    sealing.close();
    assertThat(file.read()).containsExactly(head(1), head(3), head(4));
  }

  @Test
  void a_database_that_is_away_is_asked_again_and_the_time_grows_meanwhile() {
    AuditSealingTask sealing =
        sealing(
            () -> {
              if (end.isEmpty()) {
                throw new StoreUnavailableException("away", new IOException());
              }
              return end;
            });
    now = now.plusSeconds(30);
    sealing.pass();
    assertThat(sealing.age()).isEqualTo(30);
    later(Duration.ofSeconds(1), 1);
    sealing.pass();
    assertThat(sealing.age()).isZero();
  }

  @Test
  void that_nothing_is_sealed_for_a_minute_is_told_once_a_minute_and_that_it_goes_on() {
    try (LogLines log = LogLines.of(AuditSealingTask.class)) {
      AuditSealingTask sealing =
          sealing(
              () -> {
                if (end.isEmpty()) {
                  throw new StoreUnavailableException(
                      "another server was faster", new IOException());
                }
                return end;
              });
      passes(sealing, 59);
      assertThat(log.lines()).isEmpty();
      passes(sealing, 60);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("the audit trail has not been sealed for 60 s");
      passes(sealing, 60);
      assertThat(log.lines()).hasSize(2);
      later(Duration.ofSeconds(1), 1);
      sealing.pass();
      assertThat(log.lines()).contains("the audit trail is sealed again");
    }
  }

  private void passes(AuditSealingTask sealing, int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(1);
      sealing.pass();
    }
  }

  @Test
  void a_mishap_is_told_at_once_and_not_with_each_pass() {
    try (LogLines log = LogLines.of(AuditSealingTask.class)) {
      AuditSealingTask sealing =
          sealing(
              () -> {
                throw new ArithmeticException("as the test wants");
              });
      passes(sealing, 50);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void it_is_done_by_itself_also_after_a_mishap() throws InterruptedException {
    CountDownLatch passes = new CountDownLatch(2);
    try (AuditSealingTask sealing =
        sealing(
            () -> {
              passes.countDown();
              throw new IllegalStateException("as the test wants");
            })) {
      sealing.start();
      assertThat(passes.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
