package org.openrecorder.persistence;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.openrecorder.lab.postgres.PostgresLab;

/** Tests with a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnPostgres {

  @SuppressWarnings("NullAway.Init")
  private PostgresLab postgres;

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeAll
  void start() {
    postgres = PostgresLab.start();
    database = new TestDatabase(postgres.jdbcUrl(), PostgresLab.USER);
  }

  @AfterAll
  void stop() {
    database.close();
    postgres.close();
  }

  public TestDatabase database() {
    return database;
  }
}
