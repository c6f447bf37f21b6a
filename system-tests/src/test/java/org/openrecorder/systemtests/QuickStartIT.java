package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.FreePorts;

/** What the README tells a newcomer to do: {@code ./run}, and to paste the lines that it prints. */
class QuickStartIT {

  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void the_printed_lines_record_a_call_and_fetch_it() throws IOException {
    Path printed = folder.resolve("printed");
    List<String> command =
        List.of(
            "env",
            "RECORDER_DATA=" + folder.resolve("data"),
            "RECORDER_HTTP_PORT=" + FreePorts.pick(),
            "RECORDER_MANAGEMENT_PORT=" + FreePorts.pick(),
            "bash",
            REPOSITORY.resolve("run").toString());
    try (ChildProcess run = ChildProcess.start(command, folder, printed)) {
      await()
          .atMost(BOUND)
          .until(() -> !run.isAlive() || Files.readString(printed).contains("Ctrl-C ends"));
      String said = Files.readString(printed);
      assertThat(said).contains("Ready. A call is up on extension");
      String unused = ChildProcess.answer(List.of("bash", "-ec", pasted(said)), folder, BOUND);
      WavAnalysis heard = WavAnalysis.of(folder.resolve("voice-signature.wav"));
      assertThat(heard.duration()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(15));
      assertThat(heard.rms()).isGreaterThan(WavAnalysis.AUDIBLE / 2);
      run.signal("TERM");
      assertThat(run.endsWithin(BOUND)).isTrue();
      assertThat(run.status()).isZero();
    }
  }

  private static String pasted(String said) {
    String lines =
        said.lines()
            .filter(line -> line.startsWith("  curl ") || line.startsWith("  sleep "))
            .collect(Collectors.joining("\n"));
    assertThat(lines.lines()).hasSize(4);
    return lines;
  }
}
