package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openrecorder.lab.process.Account;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.lab.process.LabFailure;

/**
 * What is shipped, as an operator installs it: copied to another directory, owned by whoever built
 * it, and started as an account of its own that has no name and no other right. Where the tests do
 * not run as root there is no other account than theirs.
 */
final class Installation {

  /** One that no machine gives anybody. */
  private static final Account ACCOUNT = Account.of("64142");

  private static final Duration BOUND = Duration.ofMinutes(2);

  /** Made once in this virtual machine, and removed with it. */
  private static final Path COPY = copied(Path.of(System.getProperty("installation", "")));

  private Installation() {}

  private static Path copied(Path built) {
    if (!ACCOUNT.isTaken()) {
      System.out.println(
          "system tests: not run as root, so the server runs as the account of the tests");
    }
    try {
      Path folder = Files.createTempDirectory("open-recorder-installed");
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> Folders.remove(folder)));
      ACCOUNT.open(folder);
      Path copy = folder.resolve("open-recorder");
      copy(built, copy);
      return copy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Each file is another name of the built one, where both lie on one disk. */
  private static void copy(Path built, Path copy) {
    List<String> paths = List.of(built.toString(), copy.toString());
    try {
      String unused = cp(List.of("-al"), paths);
    } catch (LabFailure otherDisk) {
      Folders.remove(copy);
      String unused = cp(List.of("-a", "--reflink=auto"), paths);
    }
  }

  private static String cp(List<String> options, List<String> paths) {
    List<String> command = new ArrayList<>(List.of("cp"));
    command.addAll(options);
    command.addAll(paths);
    return ChildProcess.run(command, BOUND);
  }

  /** Whether it runs as another account than the tests, and so as another than the PBXs. */
  static boolean isAnotherAccount() {
    return ACCOUNT.isTaken();
  }

  /** Where it is. */
  static Path directory() {
    return COPY;
  }

  /**
   * What runs a program of it as its account with these settings, which may read and write what
   * they and the arguments name.
   */
  static List<String> command(String program, Map<String, String> settings, String... arguments) {
    settings.forEach(Installation::allow);
    List.of(arguments).forEach(argument -> allow("", argument));
    List<String> command = new ArrayList<>(List.of("env"));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    command.add(COPY.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return ACCOUNT.running(command);
  }

  private static void allow(String setting, String value) {
    Path path = Path.of(value.startsWith("/") ? value : "");
    if (!path.isAbsolute() || !Files.exists(path)) {
      return;
    }
    if (setting.endsWith("_SPOOL") || setting.endsWith("_SPOOL_HERE")) {
      ACCOUNT.share(path);
    } else {
      ACCOUNT.own(path);
    }
  }

  /** Makes it the account's, as that of a service is. */
  static void own(Path path) {
    ACCOUNT.own(path);
  }
}
