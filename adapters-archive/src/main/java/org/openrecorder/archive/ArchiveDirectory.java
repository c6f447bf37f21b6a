package org.openrecorder.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openrecorder.archive.encryption.EncryptedOutput;
import org.openrecorder.archive.encryption.FileInput;
import org.openrecorder.archive.encryption.FileOutput;
import org.openrecorder.archive.encryption.KeyMissing;
import org.openrecorder.archive.encryption.MasterKeys;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The directory tree of the archive. Only this server's account may look into it. Its root may be
 * reached through links; below it none is followed, neither to read nor to write.
 */
final class ArchiveDirectory {

  /**
   * What files are called before they are whole. Beside the days, so that a rename moves no bytes.
   */
  private static final String INCOMING = "incoming";

  static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Pattern DAY = Pattern.compile("[0-9]{4,9}/[0-9]{2}/[0-9]{2}");
  private static final int DAY_DEPTH = 3;
  private static final int PUT_DEPTH = DAY_DEPTH + 1;

  /** Characters of a name: as many as the database keeps, which are more than we give. */
  private static final int MOST_NAME = 200;

  private final Path root;
  private final Path incoming;
  private final MasterKeys keys;
  private final KeyUsageIndex keysInUse;
  private final DurableFileOperations disk;

  /** What goes into a file. */
  interface Content {
    void writeTo(AtomicFileWriter file) throws IOException;
  }

  ArchiveDirectory(Path root, MasterKeys keys) {
    this(root, keys, DurableFileOperations.REAL);
  }

  ArchiveDirectory(Path root, MasterKeys keys, DurableFileOperations disk) {
    this.disk = disk;
    this.keys = keys;
    this.root = root.toAbsolutePath().normalize();
    this.incoming = this.root.resolve(INCOMING);
    this.keysInUse = new KeyUsageIndex(this.root, disk);
  }

  Path root() {
    return root;
  }

  /**
   * Makes what is missing, and deletes what was on its way when the server died.
   *
   * @throws KeyMissing if files are encrypted by a master key that is not at hand
   */
  void prepare() throws IOException {
    Files.createDirectories(incoming, OURS_ALONE);
    keysInUse.check(keys);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  /**
   * Whether it is there, made by {@link #prepare}; a mount that is gone leaves an empty directory.
   */
  boolean isThere() {
    return Files.isDirectory(incoming);
  }

  boolean isWritable() {
    return isThere() && Files.isWritable(incoming);
  }

  /**
   * Stores a file, encrypted if there is a master key for new ones: when it returns, all of it is
   * on disk under its name; if it throws, nothing is to be seen of it. Answers the checksum of the
   * content.
   */
  Checksum put(String name, Content content) throws IOException {
    noteKey();
    Checksum checksum = write(name, content);
    // again, because an administrator may have rotated the keys meanwhile and found none of this
    // one
    noteKey();
    return checksum;
  }

  private void noteKey() throws IOException {
    if (keys.current().isPresent()) {
      keysInUse.note(keys.current().get());
    }
  }

  private AtomicFileWriter.Form form(String name) {
    return sink ->
        keys.current().isPresent()
            ? EncryptedOutput.begin(sink, name, keys.current().get())
            : FileOutput.plain(sink);
  }

  private Checksum write(String name, Content content) throws IOException {
    Path target = place(name);
    Path directory = target.resolveSibling("");
    makeDirectory(directory);
    followNoLink(directory);
    followNoLink(incoming);
    Path onItsWay = incoming.resolve(UUID.randomUUID().toString());
    try (AtomicFileWriter file = AtomicFileWriter.create(onItsWay, disk, form(name))) {
      content.writeTo(file);
      Checksum checksum = file.finish(target);
      disk.forceDirectory(directory);
      return checksum;
    }
  }

  /** Where a file of that name belongs, if it belongs anywhere below the root. */
  private Path place(String name) throws NoSuchFileException {
    Path place = root.resolve(name);
    if (name.length() > MOST_NAME || !place.startsWith(root) || !place.equals(place.normalize())) {
      throw new NoSuchFileException(name, null, "that is no name of a file in the archive");
    }
    return place;
  }

  /** That place, which must be the real one. */
  private Path followNoLink(Path place) throws IOException {
    if (!place.toRealPath().equals(root.toRealPath().resolve(root.relativize(place)))) {
      throw new NoSuchFileException(
          root.relativize(place).toString(), null, "a link leads away from there");
    }
    return place;
  }

  private void makeDirectory(Path directory) throws IOException {
    if (!directory.equals(root) && !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = directory.resolveSibling("");
      makeDirectory(parent);
      makeOne(directory);
      disk.forceDirectory(parent);
    }
  }

  private static void makeOne(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, OURS_ALONE);
    } catch (FileAlreadyExistsException anotherWasFaster) {
      // which is as good
    }
  }

  /** The days that it has files of, newest first, as the names of files begin. */
  List<String> days() throws IOException {
    return found(DAY_DEPTH, BasicFileAttributes::isDirectory)
        .filter(name -> DAY.matcher(name).matches())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Links down to the days: nothing behind them is ever read. */
  List<String> links() throws IOException {
    return found(DAY_DEPTH, BasicFileAttributes::isSymbolicLink).sorted().toList();
  }

  /** The names of what is so, from the real root on: a walk does not follow a link to it. */
  private Stream<String> found(int depth, Predicate<BasicFileAttributes> wanted)
      throws IOException {
    Path real = root.toRealPath();
    try (Stream<Path> found = Files.find(real, depth, (path, kind) -> wanted.test(kind))) {
      return found.map(path -> real.relativize(path).toString()).toList().stream();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /** The recordings that have files of that day; a file that was not named here is none. */
  List<RecordingId> recordings(String day) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(day))) {
      return files
          .flatMap(file -> FileNames.recording(file, "wav").stream())
          .sorted(Comparator.comparing(RecordingId::toString))
          .toList();
    }
  }

  /** Whether there is anything of that name. */
  boolean has(String name) {
    return Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Where the file of that name lies.
   *
   * @throws NoSuchFileException if there is none, or a link leads to it
   */
  Path find(String name) throws IOException {
    Path file = followNoLink(place(name));
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(name, null, "no file of the archive has that name");
    }
    return file;
  }

  /**
   * Opens a file that {@link #find} has found, decrypting it if it is encrypted.
   *
   * @throws KeyMissing if it is encrypted and its master key is not at hand
   */
  FileInput open(Path found, String name) throws IOException {
    return FileInput.open(
        FileChannel.open(found, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), name, keys);
  }

  /** How many bytes were put into that file; -1 if so long a file was never put there. */
  long size(String name) throws IOException {
    try (FileChannel channel =
        FileChannel.open(find(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return FileInput.size(channel);
    }
  }

  /** Does something with every file that was put here, in no order. */
  void forEachFile(Consumer<Path> work) throws IOException {
    // the root itself may be a link, which a walk would not follow
    Path real = root.toRealPath();
    try (Stream<Path> files = Files.find(real, PUT_DEPTH, (path, kind) -> kind.isRegularFile())) {
      files
          .map(file -> root.resolve(real.relativize(file)))
          .filter(file -> wasPut(name(file)))
          .forEach(work);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static boolean wasPut(String name) {
    return !name.startsWith(INCOMING + "/") && !name.startsWith(KeyUsageIndex.KEYS + "/");
  }

  /** The name by which it was put here. */
  String name(Path file) {
    return root.relativize(file).toString();
  }
}
