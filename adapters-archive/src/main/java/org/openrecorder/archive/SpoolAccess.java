package org.openrecorder.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.domain.call.PbxName;

/**
 * Looks whether this server's account may do with the spools what it has to: list them, read what
 * the PBXs write and remove it.
 */
public final class SpoolAccess {

  /** Files of one spool whose rights are looked at; one PBX writes them all in the same way. */
  private static final int MOST_FILES = 200;

  private static final int STICKY = 01000;

  private final SpoolDirectories spools;

  /**
   * Looks at those spools.
   *
   * @param spoolHere the directory of each PBX, as this server sees it
   */
  public SpoolAccess(Map<PbxName, Path> spoolHere) {
    this.spools = new SpoolDirectories(spoolHere);
  }

  /** What stands in the way and what to change, in words; empty where nothing does. */
  public Optional<String> problem(PbxName pbx) {
    return spools.of(pbx).filter(Files::isDirectory).flatMap(SpoolAccess::problem);
  }

  private static Optional<String> problem(Path spool) {
    if (!Files.isReadable(spool) || !Files.isExecutable(spool)) {
      return Optional.of(SpoolProblem.closed(spool));
    }
    if (!Files.isWritable(spool) || keepsOthersFiles(spool)) {
      return Optional.of(SpoolProblem.keepsFiles(spool));
    }
    return unreadable(spool).map(SpoolProblem::unreadable);
  }

  /** In a directory with that bit only the owner of a file removes it, and of the directory. */
  private static boolean keepsOthersFiles(Path spool) {
    try {
      boolean sticky = ((Integer) Files.getAttribute(spool, "unix:mode") & STICKY) != 0;
      return sticky && !isOurs(spool);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private static boolean isOurs(Path spool) throws IOException {
    UserPrincipal owner = Files.getOwner(spool);
    return owner.equals(Files.getOwner(Path.of("/proc/self"))) || isRoot();
  }

  private static boolean isRoot() throws IOException {
    return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) == 0;
  }

  private static Optional<Path> unreadable(Path spool) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spool, "*.wav")) {
      int looked = 0;
      for (Path file : files) {
        if (FileNames.recording(file, "wav").isPresent() && !Files.isReadable(file)) {
          return Optional.of(file).filter(Files::exists);
        }
        if (++looked == MOST_FILES) {
          break;
        }
      }
    } catch (IOException goneOrClosed) {
      return Optional.empty(); // told by the disk, or the next time
    }
    return Optional.empty();
  }
}
