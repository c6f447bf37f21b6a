package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;

/** The server goes away in the middle of a call, and comes back. */
class RestartIT {

  private static final Duration TALK = Duration.ofSeconds(2);

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.remove("RECORDER_ADMIN_PASSWORD");
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
  void recordings_go_on_over_a_crash_and_a_clean_restart_and_nothing_is_lost() throws Exception {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    crm.start("410", "goes on");
    PhoneCall transferred = transferredWhileRecorded("changes hands");
    TestEnvironment.letTalk(call, TALK);
    server.kill();
    server.start();
    server.awaitReady();
    assertThat(crm.recording("goes on").get("state").asText()).isEqualTo("recording");
    assertGoesOnWithTheNewParty(transferred, "changes hands");
    TestEnvironment.letTalk(call, TALK);
    assertThat(server.stop()).as("ends by itself").isTrue();
    server.start();
    server.awaitReady();
    HttpResponse<String> stopped = crm.stop("410");
    assertThat(stopped.body()).isEqualTo("OK");
    call.hangUp();
    WavAnalysis wav = crm.wav("goes on", "fred");
    assertThat(wav.duration()).isGreaterThan(TALK.multipliedBy(2));
    assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.9);
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.9);

    PhoneCall other = TestEnvironment.talk(pbx, "410", "411");
    crm.start("410", "ends meanwhile");
    TestEnvironment.letTalk(other, TALK);
    server.kill();
    other.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().isEmpty());
    server.start();
    server.awaitReady();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.recording("ends meanwhile").get("state").asText().equals("available"));
    assertThat(crm.wav("ends meanwhile", "fred").duration()).isGreaterThan(TALK.minusMillis(300));
    assertTheFirstPasswordIsForTheOwnerAlone();
  }

  /** After four starts on the same data. */
  private void assertTheFirstPasswordIsForTheOwnerAlone() throws IOException {
    Path file = server.data().resolve("admin-password");
    String password = Files.readString(file).strip();
    assertThat(password).hasSize(20);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    // the name of the folder has so many digits that the log hides them
    assertThat(server.printed()).contains("/server/data/admin-password").doesNotContain(password);
    assertThat(server.log()).isNotBlank().doesNotContain(password);
    assertThat(crm.json("GET", "/reconciliations", "admin:" + password, 200).has("items")).isTrue();
    assertThat(crm.json("GET", "/reconciliations", "admin:" + password + "x", 401).get("code"))
        .hasToString("\"UNAUTHENTICATED\"");
  }

  /** 412 was recorded and has left; 413 waits for the sales desk to answer. */
  private PhoneCall transferredWhileRecorded(String tag) {
    PhoneCall call = TestEnvironment.talk(pbx, "412", "413");
    crm.start("412", tag);
    TestEnvironment.letTalk(call, TALK);
    pbx.phone("sales-desk").answering(Answering.byHand());
    call.refer("sales-desk");
    PhoneCall ringing =
        pbx.phone("sales-desk").awaitCall(TestEnvironment.SOON).awaitRinging(TestEnvironment.SOON);
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> !crm.recording(tag).get("state").asText().equals("recording"));
    return ringing;
  }

  private void assertGoesOnWithTheNewParty(PhoneCall ringing, String tag) {
    ringing.answer();
    await()
        .atMost(TestEnvironment.SOON)
        .until(
            () -> crm.recording(tag).path("legs").path(1).path("state").asText(),
            "recording"::equals);
    TestEnvironment.letTalk(ringing, TALK);
    ringing.hangUp();
    WavAnalysis wav = crm.wav(tag, "max");
    Duration last = wav.duration().minus(TALK.dividedBy(2));
    assertThat(wav.toneAt(tone("413"), last, wav.duration())).as("413 in " + wav).isTrue();
    assertThat(wav.toneAt(tone("sales-desk"), last, wav.duration())).as("desk in " + wav).isTrue();
    assertThat(wav.toneAt(tone("412"), last, wav.duration())).as("412 in " + wav).isFalse();
    assertThat(wav.toneAt(tone("412"), Duration.ZERO, TALK)).as("412 before in " + wav).isTrue();
  }

  private static int tone(String endpoint) {
    return Endpoint.named(endpoint).tone();
  }

  @Test
  void without_the_pbx_the_server_says_so_at_once_and_finds_it_again() {
    pbx.kill();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> server.health().contains("\"status\":\"DOWN\""));
    long before = System.nanoTime();
    HttpResponse<String> answer = crm.start("410", "22");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains("PBX_UNAVAILABLE");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    pbx.restart();
    server.awaitReady();
  }
}
