package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must not stand in a log, whatever was done to the server. */
final class LogCheck {

  /** Shorter ones are words that a log may have. */
  private static final int SHORTEST_SECRET = 8;

  private static final Pattern SECRET = Pattern.compile(".*(SECRET|PASSWORD|TOKEN)");

  /** A card number, audio in BASE64, what a terminal obeys. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[0-9]{13,}|[A-Za-z0-9+/]{200,}|[\\p{Cc}&&[^\t]]");

  private LogCheck() {}

  /**
   * The lines of the logs in a directory that say too much.
   *
   * @param settings the server's, whose secrets must not be among what it says
   */
  static List<String> faults(Path directory, Map<String, String> settings) {
    List<String> secrets =
        settings.entrySet().stream()
            .filter(setting -> SECRET.matcher(setting.getKey()).matches())
            .map(Map.Entry::getValue)
            .filter(secret -> secret.length() >= SHORTEST_SECRET)
            .toList();
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> lines(file).stream())
          .filter(
              line -> FORBIDDEN.matcher(line).find() || secrets.stream().anyMatch(line::contains))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
