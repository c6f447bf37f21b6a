package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that is set up wrongly does not start, and says what is wrong. */
class InvalidStartIT {

  private static final long BOUND_SECONDS = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "RECORDER_NONSENSE, 1, RECORDER_NONSENSE",
    "RECORDER_HTTP_PROT, 8080, RECORDER_HTTP_PORT",
    "RECORDER_HTTP_PORT, eighty, recorder.http.port",
    "RECORDER_HTTP_PORT, 65536, recorder.http.port",
    "RECORDER_TRUSTED_NETWORKS, 10.0.0.0/33, recorder.trusted-networks",
    "RECORDER_LEGACY_GET_ANSWER, soap, recorder.legacy.get-answer"
  })
  void an_unknown_or_invalid_setting_stops_the_start_and_is_named(
      String variable, String value, String named) throws Exception {
    Process start = startedWith(variable, value);
    String said = new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(start.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(start.exitValue()).as(said).isEqualTo(1);
    assertThat(said).startsWith("open-recorder: ").contains(named).doesNotContain("Exception");
    assertThat(Files.exists(folder.resolve("data"))).as("anything was begun").isFalse();
  }

  private Process startedWith(String variable, String value) throws IOException {
    Installation.own(folder);
    List<String> command = new ArrayList<>(List.of("timeout", BOUND_SECONDS + "s"));
    String data = folder.resolve("data").toString();
    command.addAll(
        Installation.command("open-recorder", Map.of("RECORDER_DATA", data, variable, value)));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }
}
