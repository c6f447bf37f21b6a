package org.openrecorder.persistence;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.application.port.Vital;

/**
 * The file of the embedded database. H2 hands a commit to the operating system and no further; this
 * takes it to the disk, so that it survives the loss of power as well. Other databases see to that
 * themselves, and nothing is done for them.
 */
@Singleton
class EmbeddedFile implements Vital {

  private static final String FILE_URL = "jdbc:h2:file:";
  private static final String SUFFIX = ".mv.db";

  /** Takes what was written to the disk. */
  interface Forcing {
    void force() throws IOException;
  }

  @Resource(lookup = "java:jboss/datasources/OpenRecorder")
  private DataSource source;

  private volatile @Nullable Forcing forcing;

  /** Commits that wait for the disk or have waited; each has its number in it. */
  private final AtomicLong commits = new AtomicLong();

  /** Whoever has it is at the disk. */
  private final Lock disk = new ReentrantLock();

  /** The highest number that the disk has, all lower ones included. Changed at the disk. */
  private long forced;

  /** Changed at the disk. */
  private @Nullable IOException failure;

  /** The container fills the field. */
  @SuppressWarnings("NullAway.Init")
  EmbeddedFile() {}

  EmbeddedFile(DataSource source) {
    this.source = source;
  }

  @SuppressWarnings("NullAway.Init")
  EmbeddedFile(Forcing forcing) {
    this.forcing = forcing;
  }

  /**
   * Returns when everything that is committed is on the disk. Commits that came while another went
   * to the disk go there together.
   *
   * @throws StoreUnavailable if the disk did not take it, now or before: after a failure nobody
   *     knows what of the file is on the disk, so nothing is acknowledged until the next start has
   *     read it anew
   */
  void force() {
    long number = commits.incrementAndGet();
    disk.lock();
    try {
      if (failure != null) {
        throw new StoreUnavailable("the disk of the database failed before", failure);
      }
      if (forced < number) {
        forceAll();
      }
    } finally {
      disk.unlock();
    }
  }

  private void forceAll() {
    long all = commits.get();
    Forcing known = forcing;
    try {
      (known == null ? find() : known).force();
    } catch (IOException lost) {
      failure = lost;
      throw new StoreUnavailable("the disk did not take what the database wrote", lost);
    }
    forced = all;
  }

  @Override
  public Optional<String> end() {
    return Optional.ofNullable(failure)
        .map(
            lost -> "the disk did not take what the database wrote, which is read anew at a start");
  }

  private synchronized Forcing find() throws IOException {
    Forcing known = forcing;
    if (known == null) {
      Optional<Path> file = path(url());
      known = file.isPresent() ? forcing(file.get()) : () -> {};
      forcing = known;
    }
    return known;
  }

  /**
   * The channel stays open as long as the server runs: closing a second channel of a file releases
   * the lock that H2 holds on it.
   */
  private static Forcing forcing(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    return () -> channel.force(false);
  }

  private String url() {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getURL();
    } catch (SQLException unknown) {
      throw new StoreUnavailable("the database does not say where it is", unknown);
    }
  }

  static Optional<Path> path(String url) {
    return url.startsWith(FILE_URL)
        ? Optional.of(Path.of(url.substring(FILE_URL.length()).split(";", 2)[0] + SUFFIX))
        : Optional.empty();
  }
}
