package org.openrecorder.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.DataCorruptException;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.archive.encryption.FileInput;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * What lies in the tree of a {@link FileAudioArchive}. Its parts are the days. What belongs to
 * nothing is put into the directory {@code orphans}, which is no day.
 */
public final class FileInventory implements ArchiveInventory {

  private static final String PUT_ASIDE = "orphans/";

  /** A PBX that writes nothing for so long has been killed or has forgotten the file. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  /** Other files of one name that were quarantined; more of them are an attack. */
  private static final int MOST_COPIES = 1_000;

  private final SpoolDirectories spools;
  private final ArchiveDirectory archive;
  private final InstantSource clock;

  /**
   * An inventory of the archive in that directory.
   *
   * @param spoolHere the directory of each PBX, as this server sees it
   * @param keys what files are encrypted with, and read again
   */
  public FileInventory(
      Map<PbxName, Path> spoolHere, Path archive, MasterKeys keys, InstantSource clock) {
    this.spools = new SpoolDirectories(spoolHere);
    this.archive = new ArchiveDirectory(archive, keys);
    this.clock = clock;
  }

  /** Work with files. */
  private interface FileWork<T> {
    T perform() throws IOException;
  }

  private <T> T whileThere(FileWork<T> work) {
    if (!archive.isThere()) {
      throw new StoreUnavailableException(
          "the archive is not there", new NoSuchFileException("archive"));
    }
    try {
      return work.perform();
    } catch (IOException failed) {
      throw new StoreUnavailableException("the archive or a spool cannot be read now", failed);
    }
  }

  @Override
  public Condition look(StoredAudio audio) {
    return whileThere(() -> condition(audio));
  }

  private Condition condition(StoredAudio audio) throws IOException {
    try {
      return archive.size(audio.path()) == audio.bytes() ? Condition.THERE : Condition.OTHER_SIZE;
    } catch (NoSuchFileException | InvalidPathException missing) {
      return Condition.MISSING;
    }
  }

  @Override
  public List<String> parts() {
    return whileThere(archive::days);
  }

  @Override
  public List<String> links() {
    return whileThere(archive::links);
  }

  @Override
  public List<RecordingId> in(String part) {
    return whileThere(() -> archive.recordings(part));
  }

  @Override
  public boolean atRest(PbxName pbx, RecordingId recording) {
    Optional<Path> path = regular(pbx, recording);
    return path.isEmpty() || whileThere(() -> isAtRest(path.get()));
  }

  private Optional<Path> regular(PbxName pbx, RecordingId recording) {
    return spools
        .file(pbx, recording)
        .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
  }

  private boolean isAtRest(Path path) throws IOException {
    try (SpoolFile file = SpoolFile.open(path)) {
      return file.survey().finished() || file.lastChange().plus(QUIET).isBefore(clock.instant());
    }
  }

  @Override
  public boolean holds(PbxName pbx, RecordingId recording, StoredAudio audio) {
    Optional<Path> path = regular(pbx, recording);
    return path.isPresent() && whileThere(() -> holds(path.get(), audio));
  }

  /** A file that was repaired was also kept as it was. */
  private boolean holds(Path path, StoredAudio audio) throws IOException {
    Checksum spooled = checksum(path);
    return hasBytes(audio.path(), spooled)
        || hasBytes(audio.path().replaceFirst("\\.wav$", ".original"), spooled);
  }

  private boolean hasBytes(String name, Checksum wanted) throws IOException {
    try (FileInput file = archive.open(archive.find(name), name)) {
      return Sha256.of(file).equals(wanted);
    } catch (NoSuchFileException | DataCorruptException none) {
      return false;
    }
  }

  private static Checksum checksum(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Sha256.of(channel);
    }
  }

  @Override
  public String quarantine(PbxName pbx, RecordingId recording) {
    return whileThere(
        () ->
            quarantine(
                regular(pbx, recording)
                    .orElseThrow(() -> new NoSuchFileException(recording.toString())),
                recording));
  }

  private String quarantine(Path path, RecordingId recording) throws IOException {
    Checksum checksum = checksum(path);
    String name = freeName(PUT_ASIDE + recording, checksum);
    try (SpoolFile file = SpoolFile.open(path)) {
      Checksum copied =
          archive.put(name, copy -> copy.copy(file.channel(), 0, file.channel().size()));
      if (!copied.equals(checksum) || !hasBytes(name, checksum)) {
        throw new IOException("the copy of a file that was put aside is not equal to it");
      }
    }
    return name;
  }

  /** The first name that is free, or that has the same bytes already. */
  private String freeName(String name, Checksum checksum) throws IOException {
    for (int count = 0; count < MOST_COPIES; count++) {
      String candidate = name + (count == 0 ? "" : "." + count) + ".wav";
      if (!archive.has(candidate) || hasBytes(candidate, checksum)) {
        return candidate;
      }
    }
    throw new IOException("too many different files of one name were put aside");
  }
}
