package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Mistakes that administrators of PBXs make, with which the link comes up all the same: health, log
 * and the recording's reason name the PBX, what is wrong and what to change, until it is changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PbxMistakesIT {

  private static final AsteriskVersion VERSION = AsteriskVersion.of("22");

  private static final int SHARED = 02770;
  private static final int CLOSED = 02700;
  private static final int READ_ONLY = 02750;
  private static final int STICKY = 03770;

  @TempDir static Path folder;

  private AsteriskLab deaf;
  private AsteriskLab closed;
  private AsteriskLab keeping;
  private RecorderServer server;
  private Crm crm;

  @BeforeAll
  void start() {
    deaf = AsteriskLab.start(VERSION, folder.resolve("deaf"));
    deaf.allowRecorder("system", "system");
    closed =
        AsteriskLab.start(AsteriskSettings.of(VERSION, folder.resolve("closed")).withUmask("077"));
    keeping = AsteriskLab.start(VERSION, folder.resolve("keeping"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("deaf", deaf, deaf.managerPort()));
    settings.putAll(TestEnvironment.pbx("closed", closed, closed.managerPort()));
    settings.putAll(TestEnvironment.pbx("keeping", keeping, keeping.managerPort()));
    server = RecorderServer.begun(folder.resolve("server"), settings);
    server.start();
    await().atMost(TestEnvironment.SOON.multipliedBy(2)).until(() -> health().contains("\"pbxs\""));
    crm = new Crm(server);
  }

  @AfterAll
  void stop() {
    server.close();
    List.of(deaf, closed, keeping).forEach(AsteriskLab::close);
  }

  private String health() {
    return server.health();
  }

  private void awaitTold(String... words) {
    await()
        .atMost(TestEnvironment.SOON.multipliedBy(2))
        .untilAsserted(
            () -> {
              assertThat(health()).startsWith("{\"status\":\"DOWN\"").contains(words);
              assertThat(server.log()).contains(RecorderServer.asLogged(words));
            });
  }

  private void awaitMended(String words) {
    await().atMost(TestEnvironment.SOON.multipliedBy(3)).until(() -> !health().contains(words));
  }

  @Test
  void rights_of_the_manager_user_that_are_missing_are_named_until_they_are_there() {
    awaitTold("the manager user recorder has no write = call", "set write = system,call");
    await()
        .atMost(TestEnvironment.SOON.multipliedBy(2))
        .until(
            () -> {
              deaf.manager().originate("Local/604@lab/n", "605");
              return health().contains("no read = call");
            });
    awaitTold("the manager user recorder no read = call", "set read = call", "manager reload");

    deaf.allowRecorder("call", "system,call");
    await()
        .atMost(TestEnvironment.SOON.multipliedBy(3))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              deaf.manager().hangUpAll();
              deaf.manager().originate("Local/604@lab/n", "605");
              return !health().contains("the manager user recorder");
            });
    TestEnvironment.quiet(deaf);
  }

  @Test
  void files_that_cannot_be_read_are_named_and_taken_in_when_they_can() throws IOException {
    assumeAnotherAccount();
    PhoneCall call = TestEnvironment.talk(closed, "410", "411");
    String tag = TestEnvironment.newTag();
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    awaitTold("cannot be read by this server's account", closed.recordings().toString(), "umask");
    call.hangUp();
    String id = crm.recording(tag).get("id").asText();
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(
            () ->
                assertThat(crm.recording(tag).get("reason").asText())
                    .contains("of PBX closed", id, "cannot be read by this server's account"));
    assertThat(crm.recording(tag).get("state").asText()).isEqualTo("finalising");

    Files.setPosixFilePermissions(
        closed.recordings().resolve(id + ".wav"), PosixFilePermissions.fromString("rw-r-----"));
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.recording(tag).get("state").asText().equals("available"));
    assertThat(crm.recording(tag).get("reason").isNull()).isTrue();
    awaitMended("cannot be read by this server's account");
    TestEnvironment.quiet(closed);
  }

  @Test
  void a_spool_that_cannot_be_listed_or_that_nothing_can_be_removed_from_is_named()
      throws IOException {
    assumeAnotherAccount();
    assertNamedWith(CLOSED, keeping.recordings() + " cannot be listed by this server's account");
    assertNamedWith(READ_ONLY, "nothing can be removed from " + keeping.recordings());
    assertNamedWith(STICKY, "nothing can be removed from " + keeping.recordings());
  }

  private void assertNamedWith(int mode, String words) throws IOException {
    Files.setAttribute(keeping.recordings(), "unix:mode", mode);
    awaitTold(words);
    Files.setAttribute(keeping.recordings(), "unix:mode", SHARED);
    awaitMended(words);
  }

  private static void assumeAnotherAccount() {
    Assumptions.assumeTrue(
        Installation.isAnotherAccount(), "the server has the account that Asterisk has");
  }
}
