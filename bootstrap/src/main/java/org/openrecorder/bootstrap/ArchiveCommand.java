package org.openrecorder.bootstrap;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.archive.ArchiveKeys;
import org.openrecorder.archive.KeyRotation;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.settings.InvalidSettings;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.Settings;

/**
 * What the start script does with the archive without a server: {@code --check-keys} looks whether
 * every master key is at hand that it needs, {@code --rotate-master-key} wraps all keys by the
 * current one, {@code --decrypt NAME} writes a file of it to standard output. Exits with 1 and
 * words on standard error if that cannot be done.
 */
public final class ArchiveCommand {

  private final Path archive;
  private final MasterKeys keys;

  private ArchiveCommand(RecorderSettings settings) {
    this.archive = settings.data().resolve("archive");
    this.keys = EncryptionKeys.of(settings.encryption());
  }

  public static void main(String[] arguments) {
    Optional<String> problem = problem(arguments);
    if (problem.isPresent()) {
      System.err.println("open-recorder: " + problem.get());
      System.exit(1);
    }
  }

  private static Optional<String> problem(String[] arguments) {
    try {
      return new ArchiveCommand(Settings.load()).perform(arguments);
    } catch (InvalidSettings | DataCorruptException refused) {
      return Optional.ofNullable(refused.getMessage());
    } catch (NoSuchFileException missing) {
      return Optional.of("there is no such file: " + missing.getMessage());
    } catch (IOException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  private Optional<String> perform(String[] arguments) throws IOException {
    return switch (String.join(" ", arguments).replaceFirst(" .*", "")) {
      case "--check-keys" -> checkKeys();
      case "--rotate-master-key" -> rotate();
      case "--decrypt" -> decrypt(arguments[arguments.length - 1]);
      default -> Optional.of("unknown option");
    };
  }

  private Optional<String> checkKeys() throws IOException {
    new ArchiveKeys(archive, keys).check();
    return Optional.empty();
  }

  private Optional<String> decrypt(String name) throws IOException {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      new ArchiveKeys(archive, keys).decrypt(name, out);
    }
    return Optional.empty();
  }

  private Optional<String> rotate() throws IOException {
    if (keys.current().isEmpty()) {
      return Optional.of("recorder.encryption.key names no master key to rotate to");
    }
    KeyRotation.Outcome outcome = new KeyRotation(archive, keys).run();
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println(
        "%d keys are wrapped by %s now, %d were already; %d files are not encrypted, %d failed"
            .formatted(
                outcome.rotated(),
                keys.current().get().name(),
                outcome.right(),
                outcome.plain(),
                outcome.failed()));
    outcome.failures().forEach(System.err::println);
    return outcome.failed() == 0
        ? Optional.empty()
        : Optional.of("the old master keys are still needed");
  }
}
