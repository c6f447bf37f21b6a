package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a supervisor such as systemd learns of the server, and what the journal gets. */
class SupervisedServerIT {

  private static final int KILLED = 137;

  /** Each line tells when it was written, by which clock. */
  private static final Pattern DATED =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z [A-Z]+ +\\[.*");

  /** What an operator reads of a start. */
  private static final int START_LINES = 12;

  @TempDir Path folder;

  @Test
  void a_crash_is_told_and_a_stop_is_none() {
    RecorderServer server = RecorderServer.start(folder.resolve("server"), settings());
    assertThat(server.printed().lines()).allMatch(line -> DATED.matcher(line).matches());
    assertThat(server.printed().lines().filter(line -> line.contains("WARN")))
        .as("what WildFly warns of at a start")
        .allMatch(line -> line.contains("[Lifecycle]"));
    assertThat(server.printed().lines()).as("a start").hasSizeLessThanOrEqualTo(START_LINES);
    server.signalVirtualMachine("KILL");
    assertThat(server.awaitEnd()).isEqualTo(KILLED);
    assertThat(server.printed()).contains("the server has ended by itself, with status 137");

    for (String asked : List.of("TERM", "HUP")) {
      again(server);
      server.signal(asked);
      assertThat(server.awaitEnd()).as(asked).isZero();
    }
    again(server);
    server.signalVirtualMachine("TERM");
    assertThat(server.awaitEnd()).as("asked by its own process id").isZero();
  }

  @Test
  void no_second_server_comes_to_the_data_while_the_virtual_machine_of_the_first_lives() {
    RecorderServer server = RecorderServer.start(folder.resolve("server"), settings());
    long left = server.pid();
    server.signal("KILL");
    assertThat(server.awaitEnd()).isEqualTo(KILLED);
    assertThat(server.isLive()).as("the virtual machine serves on").isTrue();

    server.start();
    assertThat(server.awaitEnd()).isEqualTo(1);
    assertThat(server.printed()).contains("another server is running on the data directory");

    assertThat(ProcessHandle.of(left).orElseThrow().destroyForcibly()).isTrue();
    await().atMost(TestEnvironment.SOON).until(() -> ProcessHandle.of(left).isEmpty());
    again(server);
    server.close();
  }

  private static void again(RecorderServer server) {
    server.start();
    server.awaitReady();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RECORDER_HTTP_PORT", "RECORDER_MANAGEMENT_PORT"})
  void a_server_that_gets_no_port_ends(String setting) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEndsAtItsStart(setting, Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void a_server_whose_address_is_another_machine_s_ends() {
    assertEndsAtItsStart("RECORDER_HTTP_ADDRESS", "192.0.2.1");
  }

  @Test
  void a_server_that_cannot_make_its_archive_ends() throws IOException {
    Files.createDirectories(folder.resolve("server/data"));
    Files.createFile(folder.resolve("server/data/archive"));
    assertEndsAtItsStart("RECORDER_STORAGE_LOW_WATER", "1");
  }

  /** Nobody would ever mend it while it runs, so a supervisor is to start it anew. */
  private void assertEndsAtItsStart(String setting, String value) {
    RecorderServer server = RecorderServer.begun(folder.resolve("server"), settings());
    server.set(setting, value);
    server.start();
    assertThat(server.awaitEnd()).isEqualTo(1);
    // WildFly itself ends where it has no port or address for its management
    assertThat(server.printed())
        .containsAnyOf(
            "came up in part only and is ended", "the server has ended by itself, with status 1");
  }

  private static Map<String, String> settings() {
    return Map.of("RECORDER_ADMIN_PASSWORD", TestEnvironment.ADMIN_PASSWORD);
  }
}
