package org.openrecorder.soapclients.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openrecorder.soapclients.ClientFailure;

/** Exactly the packages that the lock file names, from the registry that the machine uses. */
final class NodePackages {

  private static final String LIST = "package.json";
  private static final String LOCK = "package-lock.json";

  /** A copy of the lock file, made when all that it names was installed. */
  private static final String INSTALLED = "installed.json";

  /** Registries fail now and then. */
  private static final int ATTEMPTS = 3;

  private static final Duration BOUND = Duration.ofMinutes(3);

  private NodePackages() {}

  static synchronized void install(Path folder) {
    Resources.copy(LIST, folder);
    Path lock = Resources.copy(LOCK, folder);
    Path installed = folder.resolve(INSTALLED);
    try {
      if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
        install(folder, ATTEMPTS);
        Resources.copyAs(LOCK, installed);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void install(Path folder, int attempts) {
    List<String> command =
        List.of(
            "npm",
            "ci",
            "--prefix",
            folder.toString(),
            "--ignore-scripts",
            "--no-audit",
            "--no-fund");
    try {
      Script.run(command, BOUND);
    } catch (ClientFailure failed) {
      if (attempts == 1) {
        throw failed;
      }
      install(folder, attempts - 1);
    }
  }
}
