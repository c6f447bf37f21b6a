package org.openrecorder.lab.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.lab.ami.AmiClient;
import org.openrecorder.lab.process.LabFailure;

/** Asterisk comes up even when a module it was told to load is not: this notices. */
final class ModuleCheck {
  private static final String LOAD = "load = ";

  private ModuleCheck() {}

  static void requireAllRunning(AmiClient manager, Path configuration) {
    Set<String> running =
        manager.command("module show").stream()
            .filter(line -> line.contains(" Running ") && !line.contains(" Not Running "))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toSet());
    List<String> missing =
        Stream.of("modules.conf", "modules-common.conf")
            .flatMap(name -> wanted(configuration.resolve(name)))
            .filter(module -> !running.contains(module))
            .toList();
    if (!missing.isEmpty()) {
      throw new LabFailure("Asterisk runs without its modules " + missing);
    }
  }

  private static Stream<String> wanted(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(LOAD))
          .map(line -> line.substring(LOAD.length()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
