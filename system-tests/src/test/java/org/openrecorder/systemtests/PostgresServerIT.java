package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.postgres.PostgresLab;

/**
 * The main job with PostgreSQL below the running server, whose tables belong to somebody else than
 * the server runs as.
 */
class PostgresServerIT {

  private static final String OWNER = "recorder_owner";
  private static final String RUNNER = "recorder_app";
  private static final Duration TALK = Duration.ofSeconds(2);

  @TempDir Path folder;
  private PostgresLab database;
  private AsteriskLab pbx;
  private RecorderServer server;

  @BeforeEach
  void start() {
    database = PostgresLab.start();
    database.psql("postgres", PostgresLab.USER, "create role " + OWNER + " login");
    database.psql("postgres", PostgresLab.USER, "create role " + RUNNER + " login");
    database.psql("postgres", PostgresLab.USER, "create database calls owner " + OWNER);
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("RECORDER_DB_URL", database.jdbcUrl().replace("/postgres", "/calls"));
    settings.put("RECORDER_DB_USER", RUNNER);
    settings.put("RECORDER_DB_OWNER_USER", OWNER);
    settings.put("RECORDER_DB_OWNER_PASSWORD", "any will do here");
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
    database.close();
  }

  @Test
  void a_call_is_recorded_over_a_crash_of_the_server_and_handed_out() {
    Crm crm = new Crm(server);
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    HttpResponse<String> started = crm.start("410", "order 4711 – €");
    assertThat(started.body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    server.kill();
    server.start();
    server.awaitReady();
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    WavAnalysis wav = crm.wav("order 4711 – €", "fred");
    assertThat(wav.duration()).isGreaterThan(TALK.multipliedBy(2));
    assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.9);
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);
    String uniqueId = started.headers().firstValue("X-Unique-Id").orElseThrow();
    assertThat(
            crm.json("/calls?uniqueId=" + uniqueId)
                .get("items")
                .get(0)
                .get("externalReference")
                .asText())
        .isEqualTo("order 4711 – €");
    theAuditTrailCannotBeChangedAndIsSound();
  }

  private void theAuditTrailCannotBeChangedAndIsSound() {
    assertThatThrownBy(() -> database.psql("calls", RUNNER, "delete from audit_entry"))
        .hasMessageContaining("permission denied");
    assertThat(server.verifyAudit())
        .satisfies(verified -> assertThat(verified.words()).contains("nothing was found"))
        .satisfies(verified -> assertThat(verified.status()).isZero());
  }

  @Test
  void without_its_database_the_server_says_so_and_finds_it_again() {
    Crm crm = new Crm(server);
    database.kill();
    HttpResponse<String> answer = crm.retrieve("none", "max");
    assertThat(answer.headers().firstValue("X-Error-Code")).contains("STORE_UNAVAILABLE");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(server.health()).contains("\"status\":\"DOWN\"");
    assertThat(server.isLive()).isTrue();
    database.restart();
    server.awaitReady();
    assertThat(crm.retrieve("none", "max").statusCode()).isEqualTo(404);
  }

  @Test
  void a_server_that_is_started_before_its_database_waits_for_it_and_adopts_what_runs_on() {
    Crm crm = new Crm(server);
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", "adopted").body()).isEqualTo("OK");
    server.kill();
    database.kill();
    server.start();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> server.lastWords().contains("waiting for the database"));
    TestEnvironment.letTalk(call, TALK);
    database.restart();
    server.awaitReady();
    assertThat(crm.recording("adopted").get("state").asText()).isEqualTo("recording");
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    WavAnalysis wav = crm.wav("adopted", "fred");
    assertThat(wav.duration()).isGreaterThan(TALK);
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);
  }
}
