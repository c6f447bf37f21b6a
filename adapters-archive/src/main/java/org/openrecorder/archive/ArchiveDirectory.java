package org.openrecorder.archive;

import java.io.IOException;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Pattern DAY = Pattern.compile("[0-9]{4,9}/[0-9]{2}/[0-9]{2}");
  private static final int DAY_DEPTH = 3;

  /** Characters of a name: as many as the database keeps, which are more than we give. */
  private static final int MOST_NAME = 200;

  private final Path root;
  private final Path incoming;
  private final DiskWork disk;

  /** What goes into a file. */
  interface Content {
    void writeTo(IncomingFile file) throws IOException;
  }

  ArchiveDirectory(Path root) {
    this(root, DiskWork.REAL);
  }

  ArchiveDirectory(Path root, DiskWork disk) {
    this.disk = disk;
    this.root = root.toAbsolutePath().normalize();
    this.incoming = this.root.resolve(INCOMING);
  }

  Path root() {
    return root;
  }

  /** Makes what is missing, and deletes what was on its way when the server died. */
  void prepare() throws IOException {
    Files.createDirectories(incoming, OURS_ALONE);
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
   * Stores a file: when it returns, all of it is on disk under its name; if it throws, nothing is
   * to be seen of it.
   */
  Checksum put(String name, Content content) throws IOException {
    Path target = place(name);
    Path directory = target.resolveSibling("");
    makeDirectory(directory);
    followNoLink(directory);
    followNoLink(incoming);
    Path onItsWay = incoming.resolve(UUID.randomUUID().toString());
    try (IncomingFile file = IncomingFile.create(onItsWay, disk)) {
      content.writeTo(file);
      Checksum checksum = file.finish(target);
      force(directory);
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
      force(parent);
    }
  }

  private static void makeOne(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, OURS_ALONE);
    } catch (FileAlreadyExistsException anotherWasFaster) {
      // which is as good
    }
  }

  /**
   * A new name in a directory survives a power cut only when the directory itself was forced to
   * disk.
   */
  private void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      disk.force(channel);
    }
  }

  /** The days that it has files of, newest first, as the names of files begin. */
  List<String> days() throws IOException {
    try (Stream<Path> found = Files.find(root, DAY_DEPTH, (path, kind) -> isDay(path, kind))) {
      return found
          .map(day -> root.relativize(day).toString())
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private boolean isDay(Path path, BasicFileAttributes kind) {
    return kind.isDirectory() && DAY.matcher(root.relativize(path).toString()).matches();
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
    return followNoLink(place(name));
  }
}
