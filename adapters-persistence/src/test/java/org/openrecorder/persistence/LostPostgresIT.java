package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.openrecorder.testing.CallBuilder.aCall;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.lab.postgres.PostgresLab;

/** A PostgreSQL that dies or freezes while it is used, with the timeouts that the server sets. */
final class LostPostgresIT {

  private static final Duration BOUND = Duration.ofSeconds(4);
  private static final Duration HEALED = Duration.ofSeconds(10);

  @SuppressWarnings("NullAway.Init")
  private PostgresLab postgres;

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeEach
  void start() {
    postgres = PostgresLab.start();
    database =
        new TestDatabase(
            postgres.jdbcUrl() + "?socketTimeout=2&connectTimeout=2", PostgresLab.USER);
    calls().save(call());
  }

  @AfterEach
  void stop() {
    database.close();
    postgres.close();
  }

  private JpaCallRecords calls() {
    return new JpaCallRecords(database.database());
  }

  private static CallRecord call() {
    return aCall("100.1").build();
  }

  /** The pool finds out about its dead connections one by one. */
  private void awaitThere(CallRecord call) {
    await()
        .atMost(HEALED)
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .until(() -> calls().find(call.key()).isPresent());
  }

  @Test
  void what_was_stored_survives_the_death_of_postgresql() {
    postgres.kill();
    assertThatThrownBy(() -> calls().save(aCall("100.2").build()))
        .isInstanceOf(StoreUnavailableException.class);
    postgres.restart();
    awaitThere(call());
    assertThat(calls().find(aCall("100.2").build().key())).isEmpty();
  }

  @Test
  void a_frozen_postgresql_is_told_in_time() {
    postgres.freeze();
    Instant before = Instant.now();
    assertThatThrownBy(() -> calls().save(aCall("100.2").build()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(Duration.between(before, Instant.now())).isLessThan(BOUND);
    postgres.thaw();
    awaitThere(call());
  }
}
