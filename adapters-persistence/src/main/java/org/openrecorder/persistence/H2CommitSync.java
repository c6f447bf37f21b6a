package org.openrecorder.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.LivenessProbe;
import org.openrecorder.application.port.StorageHealth;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.persistence.FsyncQueue.Forcing;

/**
 * The file of the embedded database. H2 hands a commit to the operating system and no further; this
 * takes it to the disk, so that it survives the loss of power as well. Other databases see to that
 * themselves, and nothing is done for them.
 */
@Singleton
class H2CommitSync implements LivenessProbe, StorageHealth {

  /** As H2 names a database in a file, with and without opening it again after an interrupt. */
  private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:(?:retry|file):([^;]+).*");

  private static final String SUFFIX = ".mv.db";

  /** How long the thread that goes to the disk waits for the next commit. */
  private static final long IDLE_SECONDS = 10;

  /** Of a database that is not embedded. */
  private static final Forcing NOTHING = () -> {};

  @Resource(lookup = "java:jboss/datasources/OpenRecorder")
  private DataSource source;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/default")
  private ManagedThreadFactory threads;

  private final FsyncQueue queue;
  private volatile @Nullable Forcing forcing;

  /** The container fills the fields. */
  @Inject
  @SuppressWarnings("NullAway.Init")
  H2CommitSync(FsyncTimeout patience) {
    this.queue = new FsyncQueue(oneThread(work -> threads.newThread(work)), patience.most());
  }

  @SuppressWarnings("NullAway.Init")
  H2CommitSync(DataSource source, ThreadFactory threads, Duration patience) {
    this.source = source;
    this.queue = new FsyncQueue(oneThread(threads), patience);
  }

  @SuppressWarnings("NullAway.Init")
  H2CommitSync(Forcing forcing, FsyncQueue queue) {
    this.forcing = forcing;
    this.queue = queue;
  }

  /** A thread that ends when there is nothing to do. */
  private static Executor oneThread(ThreadFactory threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /**
   * Returns when everything that is committed is on the disk.
   *
   * @throws StoreUnavailableException if the disk did not take it, as {@link FsyncQueue#force} says
   */
  void force() {
    Forcing known = forcing;
    Forcing disk = known == null ? find() : known;
    if (disk != NOTHING) {
      queue.force(disk);
    }
  }

  @Override
  public Optional<String> end() {
    return queue
        .failure()
        .map(
            lost -> "the disk did not take what the database wrote, which is read anew at a start");
  }

  @Override
  public boolean standsStill() {
    return queue.standsStill();
  }

  private synchronized Forcing find() {
    Forcing known = forcing;
    if (known == null) {
      known = path(url()).map(H2CommitSync::forcing).orElse(NOTHING);
      forcing = known;
    }
    return known;
  }

  /**
   * The channel stays open as long as the server runs: closing a second channel of a file releases
   * the lock that H2 holds on it.
   */
  private static Forcing forcing(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      return () -> channel.force(false);
    } catch (IOException unreadable) {
      throw new StoreUnavailableException("the database's file cannot be opened", unreadable);
    }
  }

  private String url() {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getURL();
    } catch (SQLException unknown) {
      throw new StoreUnavailableException("the database does not say where it is", unknown);
    }
  }

  static Optional<Path> path(String url) {
    Matcher file = FILE_URL.matcher(url);
    return file.matches() ? Optional.of(Path.of(file.group(1) + SUFFIX)) : Optional.empty();
  }
}
