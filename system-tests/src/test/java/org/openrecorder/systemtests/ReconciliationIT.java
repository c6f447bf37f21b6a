package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** Somebody spoils things while the server is down; it finds each of them, and nothing else. */
class ReconciliationIT {

  private static final Duration TALK = Duration.ofSeconds(2);
  private static final Duration LONG_TALK = Duration.ofSeconds(6);
  private static final String ADMINISTRATOR = "admin:the tests' administrator";

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void five_sabotages_are_named_and_nothing_else_and_a_second_run_finds_nothing_new()
      throws IOException, SQLException {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String robbed = recorded(call, "robbed", TALK);
    String rowless = recorded(call, "rowless", TALK);
    String untouched = recorded(call, "untouched", TALK);
    String shortened = leftInTheSpool(call, archived(robbed).resolveSibling(""));
    assertThat(crm.start("410", "unheard").statusCode()).isEqualTo(200);
    String unheard = id("unheard");
    TestEnvironment.letTalk(call, TALK);
    PhoneCall other = TestEnvironment.talk(pbx, "412", "413");
    assertThat(crm.start("412", "goes on").statusCode()).isEqualTo(200);
    assertThat(findings(reconcile(403, "crm:" + Crm.SECRET))).isEmpty();
    server.kill();

    String nobodys = sabotage(robbed, rowless, shortened);
    call.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().size() == 2);
    server.start();
    server.awaitReady();

    await().atMost(TestEnvironment.SOON).untilAsserted(this::assertAllEnded);
    assertThat(reports().flatMap(report -> findings(report).stream()))
        .containsExactlyInAnyOrder(
            "ARCHIVE_MISSING " + robbed,
            "ARCHIVE_UNKNOWN " + rowless,
            "UNKNOWN_FILE " + nobodys,
            "SHORT " + shortened,
            "END_MISSED " + unheard);
    assertThat(server.data().resolve("archive/orphans/" + nobodys + ".wav")).exists();
    assertThat(state("unheard")).isEqualTo("available");
    assertThat(state("shortened")).isEqualTo("interrupted");
    assertThat(state("untouched")).isEqualTo("available");
    assertThat(state("goes on")).isEqualTo("recording");
    assertThat(id("untouched")).isEqualTo(untouched);

    JsonNode second = reconcile(200, ADMINISTRATOR);
    assertThat(findings(second))
        .containsExactlyInAnyOrder("ARCHIVE_MISSING " + robbed, "ARCHIVE_UNKNOWN " + rowless);
    assertThat(second.get("findings"))
        .allMatch(finding -> finding.get("open").asBoolean() && !finding.get("new").asBoolean());
    assertThat(second.get("endedAt").isNull()).isFalse();
    other.hangUp();
  }

  /** A recording of that call that is in the archive. */
  private String recorded(PhoneCall call, String tag, Duration time) {
    assertThat(crm.start("410", tag).statusCode()).isEqualTo(200);
    TestEnvironment.letTalk(call, time);
    assertThat(crm.stop("410").statusCode()).isEqualTo(200);
    await().atMost(TestEnvironment.SOON).until(() -> state(tag).equals("available"));
    return id(tag);
  }

  /** A recording that has ended while its file could not be put into the archive. */
  private String leftInTheSpool(PhoneCall call, Path day) throws IOException {
    assertThat(crm.start("410", "shortened").statusCode()).isEqualTo(200);
    String id = id("shortened");
    Files.createDirectories(inTheWay(day, id).resolve("of its file"));
    TestEnvironment.letTalk(call, LONG_TALK);
    assertThat(crm.stop("410").statusCode()).isEqualTo(200);
    assertThat(state("shortened")).isEqualTo("finalising");
    return id;
  }

  private static Path inTheWay(Path day, String id) {
    return day.resolve(id + ".wav");
  }

  /** Spoils four things; answers the id of a recording that never was. */
  private String sabotage(String robbed, String rowless, String shortened)
      throws IOException, SQLException {
    Path inTheWay = inTheWay(archived(robbed).resolveSibling(""), shortened);
    Files.delete(inTheWay.resolve("of its file"));
    Files.delete(inTheWay);
    Files.delete(archived(robbed));
    drop(rowless);
    Path spooled = pbx.recordings().resolve(shortened + ".wav");
    try (RandomAccessFile file = new RandomAccessFile(spooled.toFile(), "rw")) {
      file.setLength(20_000);
    }
    String nobodys = UUID.randomUUID().toString();
    Path foreign = pbx.recordings().resolve(nobodys + ".wav");
    Files.copy(archived(rowless), foreign);
    Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rw-rw----"));
    return nobodys;
  }

  private Path archived(String id) throws IOException {
    try (Stream<Path> files = Files.walk(server.data().resolve("archive"))) {
      return files
          .filter(file -> file.getFileName().toString().equals(id + ".wav"))
          .findFirst()
          .orElseThrow();
    }
  }

  private void drop(String id) throws SQLException {
    try (Connection database = DriverManager.getConnection(databaseUrl(), "recorder", "recorder");
        PreparedStatement delete =
            database.prepareStatement("delete from recording where id = ?")) {
      delete.setObject(1, UUID.fromString(id));
      assertThat(delete.executeUpdate()).isEqualTo(1);
    }
  }

  private String databaseUrl() {
    return "jdbc:h2:file:" + server.data().resolve("db/recorder");
  }

  private String id(String tag) {
    return crm.recording(tag).get("id").asText();
  }

  private String state(String tag) {
    return crm.recording(tag).get("state").asText();
  }

  private JsonNode reconcile(int status, String credentials) {
    return crm.json("POST", "/reconciliations", credentials, status);
  }

  private Stream<JsonNode> reports() {
    List<JsonNode> reports = new ArrayList<>();
    crm.json("GET", "/reconciliations", ADMINISTRATOR, 200).get("items").forEach(reports::add);
    return reports.stream();
  }

  /** The run of the start and that of the link have come to their ends. */
  private void assertAllEnded() {
    assertThat(reports())
        .extracting(report -> report.get("trigger").asText())
        .containsExactlyInAnyOrder("start", "connect");
    assertThat(reports()).noneMatch(report -> report.get("endedAt").isNull());
  }

  private static List<String> findings(JsonNode report) {
    List<String> told = new ArrayList<>();
    report
        .path("findings")
        .forEach(
            finding ->
                told.add(finding.get("kind").asText() + " " + finding.get("subject").asText()));
    return told;
  }
}
