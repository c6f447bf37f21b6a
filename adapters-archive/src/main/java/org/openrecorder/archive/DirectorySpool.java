package org.openrecorder.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The spool as directories that PBX and server share. A file is looked for again and again, because
 * a watch tells nothing of what happens on the far side of a network file system.
 */
public final class DirectorySpool implements Spool {

  /** Nanoseconds until the second look: an idle PBX opens its file about as fast as it answers. */
  private static final long FIRST_PAUSE = 100_000;

  /** Nanoseconds that pauses grow to: what a late file may cost, against 200 looks a second. */
  private static final long LONGEST_PAUSE = 5_000_000;

  private static final int MOST_LISTED = 10_000;

  private final SpoolDirectories directories;

  /**
   * A spool.
   *
   * @param spoolHere the directory of each PBX, as this server sees it
   */
  public DirectorySpool(Map<PbxName, Path> spoolHere) {
    this.directories = new SpoolDirectories(spoolHere);
  }

  @Override
  public boolean has(PbxName pbx, RecordingId recording) {
    return directories.file(pbx, recording).filter(DirectorySpool::isFile).isPresent();
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Optional<Found> look(PbxName pbx, RecordingId recording) {
    return directories.file(pbx, recording).flatMap(file -> look(file, recording));
  }

  private static Optional<Found> look(Path file, RecordingId recording) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile()
          ? Optional.of(
              new Found(recording, found.size(), Optional.of(found.lastModifiedTime().toInstant())))
          : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new StoreUnavailableException("a file of the spool cannot be looked at", failed);
    }
  }

  @Override
  public boolean closed(PbxName pbx, RecordingId recording) {
    return directories
        .file(pbx, recording)
        .filter(DirectorySpool::isFile)
        .filter(DirectorySpool::closed)
        .isPresent();
  }

  /** A PBX writes the sizes into the header when it closes the file. */
  private static boolean closed(Path path) {
    try (SpoolFile file = SpoolFile.open(path)) {
      return file.survey().finished();
    } catch (NoSuchFileException none) {
      return false;
    } catch (IOException failed) {
      throw new StoreUnavailableException("a file of the spool cannot be looked at", failed);
    }
  }

  @Override
  public Listing list(PbxName pbx) {
    Path directory =
        directories
            .of(pbx)
            .orElseThrow(() -> unreadable(pbx, new NoSuchFileException("no spool is configured")));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      return listed(files);
    } catch (IOException | DirectoryIteratorException failed) {
      throw unreadable(pbx, failed);
    }
  }

  private static Listing listed(Iterable<Path> files) {
    List<RecordingId> ours = new ArrayList<>();
    long foreign = 0;
    for (Path file : files) {
      Optional<RecordingId> found =
          FileNames.recording(file, "wav").filter(recording -> isFile(file));
      if (found.isPresent() && ours.size() == MOST_LISTED) {
        return new Listing(ours, foreign, false);
      }
      found.ifPresent(ours::add);
      foreign += found.isPresent() ? 0 : 1;
    }
    return new Listing(ours, foreign, true);
  }

  private static StoreUnavailableException unreadable(PbxName pbx, Exception cause) {
    return new StoreUnavailableException("the spool of " + pbx + " cannot be read", cause);
  }

  @Override
  public boolean await(PbxName pbx, RecordingId recording, Duration bound) {
    return directories.file(pbx, recording).filter(file -> await(file, bound)).isPresent();
  }

  private static boolean await(Path file, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    long pause = FIRST_PAUSE;
    while (!isFile(file)) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(Math.min(pause, left));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return true;
  }

  @Override
  public void remove(PbxName pbx, RecordingId recording) {
    Optional<Path> file = directories.file(pbx, recording);
    if (file.isPresent()) {
      delete(pbx, file.get());
    }
  }

  private static void delete(PbxName pbx, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (AccessDeniedException refused) {
      throw undeleted(pbx, SpoolProblem.keepsFiles(file.resolveSibling("")), refused);
    } catch (IOException failed) {
      throw undeleted(pbx, SpoolProblem.why(file, failed), failed);
    }
  }

  private static StoreUnavailableException undeleted(PbxName pbx, String why, IOException cause) {
    return new StoreUnavailableException(
        "a file of PBX " + pbx + " cannot be deleted: " + why, cause);
  }

  @Override
  public String place(PbxName pbx) {
    return directories
        .of(pbx)
        .map(
            directory ->
                (" in %s of PBX %s: may Asterisk write to the directory, and is it the one that"
                        + " recorder.pbx.%s.spool names?")
                    .formatted(directory, pbx, pbx))
        .orElse("");
  }
}
