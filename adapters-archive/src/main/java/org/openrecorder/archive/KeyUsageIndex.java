package org.openrecorder.archive;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openrecorder.archive.encryption.KeyId;
import org.openrecorder.archive.encryption.KeyMissing;
import org.openrecorder.archive.encryption.MasterKey;
import org.openrecorder.archive.encryption.MasterKeys;

/**
 * Which master keys the files of the archive need, as empty files {@code keys/ID.NAME}, so that a
 * server that lacks one is told at its start and not by the first caller. They say nothing of the
 * keys but what people call them.
 */
final class KeyUsageIndex {

  /** Beside the days, in the archive. */
  static final String KEYS = "keys";

  private final Path directory;
  private final DurableFileOperations disk;

  /** A key, and what it was called when it was first used. */
  private record Note(KeyId id, String name, Path file) {

    static Optional<Note> read(Path file) {
      String text = String.valueOf(file.getFileName());
      int dot = text.indexOf('.');
      return dot < 0
          ? Optional.empty()
          : KeyId.find(text.substring(0, dot))
              .map(id -> new Note(id, text.substring(dot + 1), file));
    }

    @Override
    public String toString() {
      return name + " (" + id + ")";
    }
  }

  KeyUsageIndex(Path archive, DurableFileOperations disk) {
    this.directory = archive.resolve(KEYS);
    this.disk = disk;
  }

  private List<Note> notes() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.flatMap(file -> Note.read(file).stream()).toList();
    }
  }

  /**
   * Looks whether every key is at hand.
   *
   * @throws KeyMissing if one is not
   */
  void check(MasterKeys keys) throws IOException {
    List<String> missing =
        notes().stream()
            .filter(note -> keys.find(note.id()).isEmpty())
            .map(Note::toString)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new KeyMissing(String.join(", ", missing));
    }
  }

  /** Notes a key. When it returns the note survives a crash. */
  void note(MasterKey key) throws IOException {
    Path note = directory.resolve(key.id() + "." + key.name());
    if (Files.notExists(note)) {
      makeDirectory();
      try {
        make(note);
        disk.forceDirectory(directory);
      } catch (IOException failed) {
        Files.deleteIfExists(note);
        throw failed;
      }
    }
  }

  private void makeDirectory() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, ArchiveDirectory.OURS_ALONE);
      disk.forceDirectory(directory.resolveSibling(""));
    }
  }

  private static void make(Path note) throws IOException {
    try {
      Files.createFile(
          note, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException anotherWasFaster) {
      // which is as good
    }
  }

  /** Forgets all keys but this one. */
  void forgetOthers(MasterKey kept) throws IOException {
    for (Note note : notes()) {
      if (!note.id().equals(kept.id())) {
        Files.deleteIfExists(note.file());
      }
    }
    disk.forceDirectory(directory);
  }

  /** The file by whose lock rotations keep each other out. */
  Path lock() throws IOException {
    makeDirectory();
    return directory.resolve("lock");
  }
}
