package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.postgres.PostgresLab;
import org.openrecorder.lab.process.LabFailure;
import org.openrecorder.testing.AuditTrailContract;

/** PostgreSQL with tables of one user and a server that runs as another, as the manual tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AppendOnlyAuditIT {

  private static final String RUNNER = "recorder_app";
  private static final String OWNER = "recorder_owner";

  @SuppressWarnings("NullAway.Init")
  private PostgresLab postgres;

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeAll
  void start() {
    postgres = PostgresLab.start();
    postgres.psql("postgres", PostgresLab.USER, "create role " + OWNER + " login");
    postgres.psql("postgres", PostgresLab.USER, "create role " + RUNNER + " login");
    postgres.psql("postgres", PostgresLab.USER, "create database calls owner " + OWNER);
    database = new TestDatabase(url(), RUNNER, OWNER);
    JpaAuditTrail trail = new JpaAuditTrail(database.database(), TestDatabase.KEY);
    trail.add(AuditTrailContract.row("410"));
    new AuditSealer(database.database(), TestDatabase.KEY, () -> AuditChainContract.NOW).seal();
  }

  private String url() {
    return postgres.jdbcUrl().replace("/postgres", "/calls");
  }

  @AfterAll
  void stop() {
    database.close();
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = ''",
        "delete from audit_entry",
        "truncate audit_entry",
        "update audit_seal set mac = ''",
        "delete from audit_seal",
        "truncate audit_seal",
        "drop table audit_seal",
        "alter table audit_entry disable trigger all",
        "update flyway_schema_history set success = false"
      })
  void the_user_of_the_server_is_refused(String sql) {
    assertThatThrownBy(() -> postgres.psql("calls", RUNNER, sql))
        .isInstanceOf(LabFailure.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = ''",
        "delete from audit_entry",
        "truncate audit_entry",
        "update audit_seal set mac = ''",
        "delete from audit_seal",
        "truncate audit_seal"
      })
  void the_owner_does_not_do_it_by_mistake_either(String sql) {
    assertThatThrownBy(() -> postgres.psql("calls", OWNER, sql))
        .isInstanceOf(LabFailure.class)
        .hasMessageContaining("are only ever added");
  }

  @Test
  void what_was_written_is_there() {
    assertThat(postgres.psql("calls", RUNNER, "select subject from audit_entry")).contains("410");
    assertThat(postgres.psql("calls", RUNNER, "select place from audit_seal")).contains("1");
  }

  /** So the owner's password need not lie about where the server runs. */
  @Test
  void a_later_start_needs_no_owner_if_the_tables_are_up_to_date() {
    try (TestDatabase again = new TestDatabase(url(), RUNNER)) {
      assertThat(new JpaAdministratorRepository(again.database()).passwordHash("nobody")).isEmpty();
    }
  }
}
