package org.openrecorder.asterisk.ari;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A PBX's files and the directory of ours that they are fetched into. Whatever breaks off is
 * fetched again from its beginning, because Asterisk serves no parts.
 *
 * @param recordings the files that lie on the PBX
 * @param incoming where they are fetched into
 * @param reserve bytes of that disk that stay free: what a PBX sends must not fill it
 */
public record AriFileFetcher(AriRecordings recordings, Path incoming, long reserve) {

  /** How long a file that is not finished must not have grown to be fetched as it is. */
  private static final Duration QUIET = Duration.ofMillis(2_200);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(5);

  private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** A file as it was seen without fetching it. */
  record Look(boolean there, boolean finished, long bytes) {

    private static Look at(AriFile file) throws IOException {
      return new Look(true, file.finished(), file.bytes());
    }
  }

  /**
   * Makes the directory that files are fetched into. To be called before anything else.
   *
   * @throws StoreUnavailableException if it cannot be made
   */
  public void prepare() {
    try {
      Files.createDirectories(incoming, OURS_ALONE);
    } catch (IOException failed) {
      throw new StoreUnavailableException("the directory for fetched files cannot be made", failed);
    }
  }

  /**
   * Fetches the file once it is finished or rests, if there is one.
   *
   * @throws StoreUnavailableException if the PBX cannot be asked or still writes it
   */
  void fetchWhenSettled(RecordingId recording) {
    try {
      if (settled(recording)) {
        download(recording);
      }
    } catch (IOException failed) {
      throw cannot(recording, failed);
    }
  }

  private static StoreUnavailableException cannot(RecordingId recording, IOException why) {
    return new StoreUnavailableException("recording " + recording + " cannot be fetched now", why);
  }

  /**
   * Fetches the file as it is, if there is one.
   *
   * @throws StoreUnavailableException if the PBX cannot be asked
   */
  void fetch(RecordingId recording) {
    try {
      download(recording);
    } catch (IOException failed) {
      throw cannot(recording, failed);
    }
  }

  /**
   * Looks at the file without fetching it.
   *
   * @throws StoreUnavailableException if the PBX cannot be asked
   */
  Look look(RecordingId recording) {
    try {
      return seen(recording);
    } catch (IOException failed) {
      throw new StoreUnavailableException("the PBX's HTTP interface cannot be asked now", failed);
    }
  }

  /**
   * Whether the PBX has another file now than the one that was fetched last: Asterisk tells neither
   * a checksum nor a time, but one that it went on with has grown or has been finished. False if
   * none was fetched, or the PBX has none any more.
   *
   * @throws StoreUnavailableException if the PBX cannot be asked
   */
  boolean changedSinceFetched(RecordingId recording) {
    try {
      Optional<Look> fetched = fetched(recording);
      return fetched.isPresent() && differs(seen(recording), fetched.get());
    } catch (IOException failed) {
      throw cannot(recording, failed);
    }
  }

  private static boolean differs(Look now, Look fetched) {
    return now.there() && !now.equals(fetched);
  }

  private Optional<Look> fetched(RecordingId recording) throws IOException {
    Path file = whole(recording);
    try (InputStream content = Files.newInputStream(file)) {
      return Optional.of(Look.at(new AriFile(Files.size(file), content, () -> {})));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private Path whole(RecordingId recording) {
    return incoming.resolve(recording + ".wav");
  }

  private boolean settled(RecordingId recording) throws IOException {
    long begun = System.nanoTime();
    long lastGrown = begun;
    Look look = seen(recording);
    while (look.there() && !look.finished() && since(lastGrown) < QUIET.toNanos()) {
      pauseSince(begun);
      Look next = seen(recording);
      lastGrown = next.bytes() == look.bytes() ? lastGrown : System.nanoTime();
      look = next;
    }
    return look.there();
  }

  private Look seen(RecordingId recording) throws IOException {
    Optional<AriFile> file = recordings.file(recording);
    if (file.isEmpty()) {
      return new Look(false, false, 0);
    }
    try (AriFile open = file.get()) {
      return Look.at(open);
    }
  }

  private static void pauseSince(long begun) throws IOException {
    if (since(begun) >= MOST.toNanos()) {
      throw new IOException("the PBX still writes the file");
    }
    LockSupport.parkNanos(PAUSE.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the server is stopping");
    }
  }

  private static long since(long then) {
    return System.nanoTime() - then;
  }

  private void download(RecordingId recording) throws IOException {
    Optional<AriFile> file = recordings.file(recording);
    if (file.isPresent()) {
      try (AriFile open = file.get()) {
        requireRoom(open.bytes());
        keep(open, recording);
      }
    }
  }

  private void requireRoom(long bytes) throws IOException {
    long free = Files.getFileStore(incoming).getUsableSpace();
    if (free - bytes < reserve) {
      throw new IOException(
          "a file of %d bytes is too large for the %d that are free".formatted(bytes, free));
    }
  }

  /** A file that has its name is whole and on the disk. */
  private void keep(AriFile file, RecordingId recording) throws IOException {
    Path part = incoming.resolve(recording + ".part");
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      file.writeTo(out);
      channel.force(true);
    }
    Files.move(part, whole(recording), StandardCopyOption.ATOMIC_MOVE);
  }
}
