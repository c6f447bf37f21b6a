package org.openrecorder.soapclients.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openrecorder.soapclients.ClientFailure;

/** Runs a program to its end, within a bound. */
final class Script {

  private Script() {}

  static Printed run(List<String> command, Duration bound) {
    return run(command, Map.of(), bound);
  }

  /**
   * @param environment what is added to ours
   * @throws ClientFailure if it does not end in time or not with 0, with all it has printed
   */
  static Printed run(List<String> command, Map<String, String> environment, Duration bound) {
    try {
      Path output = Files.createTempFile("script", ".out");
      Path complaints = Files.createTempFile("script", ".err");
      try {
        boolean well = endsWell(prepared(command, environment, output, complaints), bound);
        Printed printed = new Printed(Files.readString(output), Files.readString(complaints));
        return required(well, command, printed);
      } finally {
        Files.delete(output);
        Files.delete(complaints);
      }
    } catch (IOException failed) {
      throw new ClientFailure("cannot run " + command.getFirst(), failed);
    }
  }

  private static Printed required(boolean well, List<String> command, Printed printed) {
    if (!well) {
      throw new ClientFailure(String.join(" ", command) + " did not end well\n" + printed);
    }
    return printed;
  }

  private static ProcessBuilder prepared(
      List<String> command, Map<String, String> environment, Path output, Path complaints) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(complaints.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  private static boolean endsWell(ProcessBuilder builder, Duration bound) throws IOException {
    Process process = builder.start();
    try {
      return process.waitFor(bound.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ClientFailure("interrupted while a program ran", stop);
    } finally {
      process.destroyForcibly();
    }
  }
}
