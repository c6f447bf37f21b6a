package org.openrecorder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.LabFailure;

/** Downloads without end by wrk, the same for everything that is compared. */
final class Load {

  private static final Duration SPARE = Duration.ofMinutes(1);
  private static final Pattern RESULT =
      Pattern.compile("RESULT ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+)");

  private final Path script;
  private final List<String> arguments = new ArrayList<>();

  private Load(Path script, String url, Map<String, String> headers) {
    this.script = script;
    headers.forEach((name, value) -> arguments.addAll(List.of("-H", name + ": " + value)));
    arguments.addAll(List.of("-s", script.toString(), url));
  }

  static Load get(Path folder, String name, String url, Map<String, String> headers)
      throws IOException {
    return new Load(script(folder, name, ""), url, headers);
  }

  /** A load of POST requests. */
  static Load post(Path folder, String name, String url, Map<String, String> headers, String body)
      throws IOException {
    String post = "wrk.method = 'POST'\nwrk.body = [[" + body + "]]\n";
    return new Load(script(folder, name, post), url, headers);
  }

  private static Path script(Path folder, String name, String beginning) throws IOException {
    String report =
        """
        done = function(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("RESULT %d %d %d %d %d\\n", summary.duration, summary.requests,
            summary.bytes, e.status, e.connect + e.read + e.write + e.timeout))
        end
        """;
    return Files.writeString(folder.resolve(name + ".lua"), beginning + report);
  }

  /**
   * Megabytes of body per second that arrived in that time.
   *
   * @throws LabFailure if anything but success was answered
   */
  double megabytesPerSecond(int connections, Duration time) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + time.toSeconds() + "s",
                "--timeout",
                "60s"));
    command.addAll(arguments);
    String printed = ChildProcess.run(command, time.plus(SPARE));
    MatchResult result =
        RESULT
            .matcher(printed)
            .results()
            .findFirst()
            .orElseThrow(() -> new LabFailure("wrk gave no result: " + printed));
    if (Long.parseLong(result.group(4)) > 0 || Long.parseLong(result.group(5)) > 0) {
      throw new LabFailure(script + " met errors: " + printed);
    }
    return Double.parseDouble(result.group(3)) / Double.parseDouble(result.group(1));
  }
}
