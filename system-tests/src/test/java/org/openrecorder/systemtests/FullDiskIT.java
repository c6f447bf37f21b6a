package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.disk.SmallDisk;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Disks that fill up while calls are being recorded, and a spool that goes away. Needs the right to
 * mount a tmpfs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskIT {

  private static final int MEBIBYTES = 4;

  /** Blocks of Asterisk's are 2 s long: enough of them that some must have hit the full disk. */
  private static final Duration TALK = Duration.ofSeconds(7);

  private static final Pattern MISSING =
      Pattern.compile(
          "the disk that the PBX records to was full; [0-9.]+ s of audio are missing: .*");

  private SmallDisk spool;
  private SmallDisk archive;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Path spoolHere;
  private Crm crm;
  private int loggedBefore;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    spool = SmallDisk.mount(folder.resolve("spool"), MEBIBYTES);
    archive = SmallDisk.mount(folder.resolve("server/data/archive"), MEBIBYTES);
    pbx =
        AsteriskLab.start(
            AsteriskSettings.of(AsteriskVersion.of("22"), folder.resolve("pbx"))
                .withSpool(spool.directory()));
    spoolHere = folder.resolve("as-the-server-sees-it");
    showSpool();
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("RECORDER_PBX_MAIN_SPOOL_HERE", spoolHere.toString());
    settings.put("RECORDER_STORAGE_LOW_WATER", "1");
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  private void showSpool() throws IOException {
    Files.createSymbolicLink(spoolHere, pbx.recordings());
  }

  @AfterAll
  void stop() {
    server.close();
    pbx.close();
    archive.close();
    spool.close();
  }

  @BeforeEach
  void readLog() {
    awaitHealth("the archive", "[1-4] MiB free");
    awaitHealth("the spool of PBX main", "[1-4] MiB free");
    loggedBefore = server.log().length();
  }

  @AfterEach
  void quiet() {
    spool.empty();
    archive.empty();
    TestEnvironment.quiet(pbx);
  }

  @Test
  void a_spool_that_fills_up_in_mid_call_harms_no_call_and_says_what_is_missing() {
    String whole = recordedBefore();
    String cut = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertStarted(crm.start("410", cut));
    TestEnvironment.letTalk(call, Duration.ofSeconds(3));
    spool.fill();
    awaitHealth("the spool of PBX main", "almost full, 0 MiB free");
    assertThat(server.health()).startsWith("{\"status\":\"DOWN\"");
    TestEnvironment.letTalk(call, TALK);
    assertThat(call.heard(TALK).shareWith(Endpoint.named("411").tone()))
        .as("the conversation goes on")
        .isGreaterThan(0.9);
    assertFull(crm.start("411", TestEnvironment.newTag()));
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    WavAnalysis wav = crm.wav(cut, "max");
    assertThat(wav.shareWith(Endpoint.named("411").tone())).as("what is there").isGreaterThan(0.7);
    JsonNode recording = crm.recording(cut);
    assertThat(recording.get("state").asText()).isEqualTo("interrupted");
    assertThat(recording.get("reason").asText()).matches(MISSING);
    assertArchived(recording);
    assertThat(crm.wav(whole, "max").duration()).isGreaterThan(Duration.ofMillis(1_700));
    spool.empty();
    awaitHealth("the spool of PBX main", "[1-4] MiB free");
    assertThat(server.health()).startsWith("{\"status\":\"UP\"");
    recordedBefore();
    assertToldOnce("the spool of PBX main is almost full");
    assertToldOnce("the spool of PBX main has room again");
  }

  @Test
  void an_archive_that_fills_up_keeps_the_audio_waiting_and_shows_no_part_of_it()
      throws IOException {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertStarted(crm.start("410", tag));
    TestEnvironment.letTalk(call, Duration.ofSeconds(2));
    archive.fill();
    awaitHealth("the archive", "almost full, 0 MiB free");
    List<Path> before = files();
    assertFull(crm.start("411", TestEnvironment.newTag()));
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    call.hangUp();
    awaitLogged("background work is done again .*cannot be archived now");
    assertThat(crm.recording(tag).get("state").asText()).isEqualTo("finalising");
    assertThat(files()).as("no part of it is in the archive").isEqualTo(before);
    HttpResponse<String> early = crm.retrieve(tag, "max");
    assertThat(early.headers().firstValue("X-Error-Code")).contains("NOT_READY");
    archive.empty();
    assertThat(crm.wav(tag, "max").duration()).isGreaterThan(Duration.ofMillis(1_700));
    JsonNode recording = crm.recording(tag);
    assertThat(recording.get("state").asText()).isEqualTo("available");
    assertArchived(recording);
    awaitHealth("the archive", "[1-4] MiB free");
    recordedBefore();
    assertToldOnce("the archive is almost full");
    assertToldOnce("the archive has room again");
  }

  @Test
  void a_spool_that_the_server_does_not_see_is_not_called_full() throws IOException {
    Files.delete(spoolHere);
    awaitHealth("the spool of PBX main", "not there");
    TestEnvironment.talk(pbx, "410", "411");
    HttpResponse<String> refused = crm.start("410", TestEnvironment.newTag());
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("X-Error-Code")).contains("STORE_UNAVAILABLE");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("does not see the directory").doesNotContain("full");
    showSpool();
    awaitHealth("the spool of PBX main", "[1-4] MiB free");
    TestEnvironment.quiet(pbx);
    recordedBefore();
    assertToldOnce("the spool of PBX main is not there");
  }

  /** A recording from start to end that must succeed; its tag. */
  private String recordedBefore() {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "412", "413");
    assertStarted(crm.start("412", tag));
    TestEnvironment.letTalk(call, Duration.ofSeconds(2));
    assertThat(crm.stop("412").body()).isEqualTo("OK");
    call.hangUp();
    assertThat(crm.wav(tag, "max").duration()).isGreaterThan(Duration.ofMillis(1_700));
    assertThat(crm.recording(tag).get("state").asText()).isEqualTo("available");
    return tag;
  }

  private static void assertStarted(HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo("OK");
  }

  private static void assertFull(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains("STORAGE_FULL");
  }

  /** Row and file agree. */
  private void assertArchived(JsonNode recording) {
    String name = recording.get("id").asText() + ".wav";
    assertThat(files())
        .filteredOn(file -> file.getFileName().toString().equals(name))
        .singleElement()
        .satisfies(file -> assertThat(Files.size(file)).isEqualTo(recording.get("bytes").asLong()));
  }

  /** What lies in the archive, the filler aside. */
  private List<Path> files() {
    try (Stream<Path> tree = Files.walk(archive.directory())) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("filler"))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void awaitHealth(String disk, String words) {
    Pattern wanted = Pattern.compile("\"" + disk + "\"\\s*:\\s*\"" + words + "\"");
    await()
        .atMost(TestEnvironment.SOON)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertThat(server.health()).containsPattern(wanted));
  }

  private void awaitLogged(String words) {
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(() -> assertThat(server.log()).containsPattern(words));
  }

  /** Once since this test began. */
  private void assertToldOnce(String words) {
    assertThat(server.log().substring(loggedBefore).lines().filter(line -> line.contains(words)))
        .hasSize(1);
  }
}
