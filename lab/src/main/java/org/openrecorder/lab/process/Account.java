package org.openrecorder.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An account of this machine that programs are started as. Only root can start a program as another
 * user: where the tests run as another account, so do these programs.
 */
public final class Account {
  private static final Duration COMMAND_BOUND = Duration.ofSeconds(60);
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private static final Path TEMPORARY =
      Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();

  private final String id;

  private Account(String id) {
    this.id = id;
  }

  /**
   * The account of that name or number.
   *
   * @param id a name that this machine knows, or any number
   */
  public static Account of(String id) {
    return new Account(id);
  }

  /** Whether programs run as this account, and not as the one of the tests. */
  public boolean isTaken() {
    return ROOT;
  }

  /** The command that runs that one as this account. */
  public List<String> running(List<String> command) {
    if (!ROOT) {
      return command;
    }
    List<String> all =
        new ArrayList<>(
            List.of("setpriv", "--reuid", id, "--regid", group(), "--clear-groups", "--"));
    all.addAll(command);
    return all;
  }

  /** A new folder of its own below the one for temporary files. */
  public Path newFolder(String prefix) {
    try {
      Path folder = Files.createTempDirectory(prefix);
      own(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the file, or the folder and everything in it, the account's, and lets it come there. */
  public void own(Path path) {
    if (ROOT) {
      run("chown", "-R", "-h", id + ":" + group(), path.toString());
      openTheWayTo(path);
    }
  }

  /** Lets the account come into the folder, which stays whose it is. */
  public void open(Path folder) {
    if (ROOT) {
      openTheWayTo(folder.resolve("in"));
    }
  }

  /**
   * Lets the account read, write and remove what others write into the folder, by its group, as an
   * administrator does who lets two services share one.
   */
  public void share(Path folder) {
    if (ROOT) {
      run("chgrp", group(), folder.toString());
      run("chmod", "2770", folder.toString());
      openTheWayTo(folder);
    }
  }

  /** The group of the account's name, or of its number. */
  private String group() {
    return Character.isDigit(id.charAt(0)) ? id : run("id", "-g", id).strip();
  }

  /** Only temporary folders are opened: whose home it is must not be changed by a test. */
  private static void openTheWayTo(Path path) {
    for (Path above = path.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
      if (!isOpen(above)) {
        open(path, above);
      }
    }
  }

  private static void open(Path path, Path closed) {
    if (closed.equals(TEMPORARY) || !closed.startsWith(TEMPORARY)) {
      throw new LabFailure("another account cannot come to " + path + ": " + closed + " is closed");
    }
    run("chmod", "o+x", closed.toString());
  }

  private static boolean isOpen(Path folder) {
    try {
      Set<PosixFilePermission> all = Files.getPosixFilePermissions(folder);
      return all.contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(String... command) {
    return ChildProcess.answer(List.of(command), Path.of("/"), COMMAND_BOUND);
  }
}
