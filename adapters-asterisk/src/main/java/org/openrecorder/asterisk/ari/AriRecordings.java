package org.openrecorder.asterisk.ari;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The stored recordings of one Asterisk. Every request ends, whatever the other side does: it has a
 * bounded time to accept the connection, for each piece that it sends and for all of them, and may
 * send so many bytes and no more.
 */
public final class AriRecordings {

  /** The size field of a WAV file has 32 bits, and counts what follows it. */
  static final long MOST_BYTES = 0xFFFF_FFFFL + 8;

  /** Bytes of a list: 10,000 files of ours and as many of others take a tenth of that. */
  private static final long MOST_LIST = 16L * 1024 * 1024;

  /** For a list, and for what comes before the first byte of a file. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Twice as fast as the audio of a telephone was recorded: a slower PBX would never keep up. */
  private static final long BYTES_PER_SECOND = 32_000;

  private static final Duration MOST_TIME = Duration.ofHours(1);

  private static final String TOO_LATE = "the PBX takes too long to answer";

  private final URI stored;
  private final String authorization;
  private final Duration connect;
  private final Duration silence;
  private final Duration answer;

  /**
   * The recordings at that interface.
   *
   * @param url of the interface, such as {@code http://pbx:8088/ari}
   */
  public AriRecordings(URI url, String user, String password) {
    this(url, user, password, Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  AriRecordings(URI url, String user, String password, Duration connect, Duration silence) {
    this(url, user, password, connect, silence, ANSWER);
  }

  AriRecordings(
      URI url, String user, String password, Duration connect, Duration silence, Duration answer) {
    this.stored = URI.create(url.toString().replaceFirst("/+$", "") + "/recordings/stored");
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.connect = connect;
    this.silence = silence;
    this.answer = answer;
  }

  /**
   * Whether the PBX has a file for that recording.
   *
   * @param most how long it may take to accept the question, and to answer it
   * @throws IOException if it cannot be asked or says neither yes nor no
   */
  boolean has(RecordingId recording, Duration most) throws IOException {
    return isOk(open("GET", "/" + recording, most, most), most);
  }

  /**
   * The bytes of the file, to be closed; empty if there is none.
   *
   * @throws IOException if it cannot be had now, or is larger than any WAV file
   */
  Optional<AriFile> file(RecordingId recording) throws IOException {
    return file(recording, new Bounds(connect, silence, answer), this::timeFor);
  }

  /**
   * Whether the PBX has finished the file; false if there is none.
   *
   * @param most how long it may take to accept the question, to answer it, and to send the header
   * @throws IOException if it cannot be asked
   */
  boolean isFinished(RecordingId recording, Duration most) throws IOException {
    Optional<AriFile> file = file(recording, new Bounds(most, most, most), bytes -> most);
    if (file.isEmpty()) {
      return false;
    }
    try (AriFile open = file.get()) {
      return open.finished();
    }
  }

  /** How long the PBX may take to accept a question, for each piece, and until the first byte. */
  private record Bounds(Duration connect, Duration silence, Duration answer) {}

  private Optional<AriFile> file(
      RecordingId recording, Bounds bounds, LongFunction<Duration> timeFor) throws IOException {
    HttpURLConnection connection =
        open("GET", "/" + recording + "/file", bounds.connect(), bounds.silence());
    if (!found(connection, bounds.answer())) {
      connection.disconnect();
      return Optional.empty();
    }
    long bytes = connection.getContentLengthLong();
    if (bytes < 0 || bytes > MOST_BYTES) {
      connection.disconnect();
      throw new IOException("the PBX tells of a file of " + bytes + " bytes");
    }
    InputStream content =
        new BoundedInput(connection.getInputStream(), bytes, timeFor.apply(bytes));
    return Optional.of(new AriFile(bytes, content, connection::disconnect));
  }

  private Duration timeFor(long bytes) {
    Duration slowest = answer.plusSeconds(bytes / BYTES_PER_SECOND);
    return slowest.compareTo(MOST_TIME) < 0 ? slowest : MOST_TIME;
  }

  /**
   * The files of the PBX's directory, of ours at most 10,000.
   *
   * @throws IOException if they cannot be had now, or the answer is not such a list
   */
  Spool.Listing list() throws IOException {
    HttpURLConnection connection = open("GET", "", connect, silence);
    try {
      if (!found(connection, answer)) {
        throw new IOException("the PBX's HTTP interface knows of no recordings");
      }
      try (InputStream content = new BoundedInput(connection.getInputStream(), MOST_LIST, answer)) {
        return AriListing.read(content);
      }
    } finally {
      connection.disconnect();
    }
  }

  /**
   * Deletes the file; one that is not there is as good as deleted.
   *
   * @throws IOException if it cannot be told
   */
  void delete(RecordingId recording) throws IOException {
    boolean unused = isOk(open("DELETE", "/" + recording, connect, silence), answer);
  }

  private static boolean isOk(HttpURLConnection connection, Duration most) throws IOException {
    try {
      return found(connection, most);
    } finally {
      connection.disconnect();
    }
  }

  /** Follows no redirection: the credentials are for that address alone. */
  private HttpURLConnection open(String method, String path, Duration connect, Duration silence)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(stored + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(millis(connect));
    connection.setReadTimeout(millis(silence));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Authorization", authorization);
    return connection;
  }

  /** To {@link HttpURLConnection} 0 means without end. */
  private static int millis(Duration bound) {
    return Math.max(1, Math.toIntExact(bound.toMillis()));
  }

  private static boolean found(HttpURLConnection connection, Duration most) throws IOException {
    int status = status(connection, most);
    return switch (status) {
      case HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_NO_CONTENT -> true;
      case HttpURLConnection.HTTP_NOT_FOUND -> false;
      default -> throw new IOException("the PBX's HTTP interface answers with status " + status);
    };
  }

  /**
   * Hangs up on a head that drips in: only its single bytes have a bound of time. What was there of
   * it before that counts for nothing, though the JDK would take it for the answer.
   */
  private static int status(HttpURLConnection connection, Duration most) throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              connection.disconnect();
            },
            CompletableFuture.delayedExecutor(millis(most), TimeUnit.MILLISECONDS));
    try {
      int status = connection.getResponseCode();
      if (late.get()) {
        throw new IOException(TOO_LATE);
      }
      return status;
    } catch (RuntimeException hungUp) { // the JDK's client trips over itself then
      if (late.get()) {
        throw new IOException(TOO_LATE, hungUp);
      }
      throw hungUp;
    } finally {
      boolean unused = end.cancel(false);
    }
  }
}
