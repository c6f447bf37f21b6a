package org.openrecorder.asterisk.ari;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.openrecorder.application.port.Spool;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The stored recordings of one Asterisk. Every request ends: the other side has a bounded time to
 * accept the connection and for each piece that it sends.
 */
public final class AriRecordings {

  private final URI stored;
  private final String authorization;
  private final Duration connect;
  private final Duration silence;

  /**
   * The recordings at that interface.
   *
   * @param url of the interface, such as {@code http://pbx:8088/ari}
   */
  public AriRecordings(URI url, String user, String password) {
    this(url, user, password, Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  AriRecordings(URI url, String user, String password, Duration connect, Duration silence) {
    this.stored = URI.create(url.toString().replaceFirst("/+$", "") + "/recordings/stored");
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.connect = connect;
    this.silence = silence;
  }

  /**
   * Whether the PBX has a file for that recording.
   *
   * @param most how long it may take to accept the question, and to answer it
   * @throws IOException if it cannot be asked or says neither yes nor no
   */
  boolean has(RecordingId recording, Duration most) throws IOException {
    return isOk(open("GET", "/" + recording, most, most));
  }

  /**
   * The bytes of the file, to be closed; empty if there is none.
   *
   * @throws IOException if it cannot be had now
   */
  Optional<AriFile> file(RecordingId recording) throws IOException {
    HttpURLConnection connection = open("GET", "/" + recording + "/file", connect, silence);
    if (!found(connection)) {
      connection.disconnect();
      return Optional.empty();
    }
    long bytes = connection.getContentLengthLong();
    if (bytes < 0) {
      connection.disconnect();
      throw new IOException("the PBX does not tell the length of the file");
    }
    InputStream content = connection.getInputStream();
    return Optional.of(new AriFile(bytes, content, connection::disconnect));
  }

  /**
   * The files of the PBX's directory, of ours at most 10,000.
   *
   * @throws IOException if they cannot be had now, or the answer is not such a list
   */
  Spool.Listing list() throws IOException {
    HttpURLConnection connection = open("GET", "", connect, silence);
    try {
      if (!found(connection)) {
        throw new IOException("the PBX's HTTP interface knows of no recordings");
      }
      try (InputStream content = connection.getInputStream()) {
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
    boolean unused = isOk(open("DELETE", "/" + recording, connect, silence));
  }

  private static boolean isOk(HttpURLConnection connection) throws IOException {
    try {
      return found(connection);
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

  private static boolean found(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    return switch (status) {
      case HttpURLConnection.HTTP_OK, HttpURLConnection.HTTP_NO_CONTENT -> true;
      case HttpURLConnection.HTTP_NOT_FOUND -> false;
      default -> throw new IOException("the PBX's HTTP interface answers with status " + status);
    };
  }
}
