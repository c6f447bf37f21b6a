package org.openrecorder.systemtests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A client that decides about every byte: one connection, requests as somebody wrote them, answers
 * as they come.
 */
final class RawClient implements AutoCloseable {

  static final String URL = "/servicemanager/services/njadmin-api-recording";

  /** What a connection may be silent before a test gives up; nothing here takes a tenth of it. */
  static final Duration BOUND = Duration.ofSeconds(20);

  /** Each byte a character, so that nothing is changed on the way. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final int LONGEST_ANSWER = 4 << 20;

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  /** An answer; the status is 0 where the connection was closed without one. */
  record Answer(int status, String head, String body) {

    static final Answer NONE = new Answer(0, "", "");

    /** The value of a header, without regard to case. */
    Optional<String> header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  static RawClient to(RecorderServer server) {
    return from("127.0.0.1", server);
  }

  static RawClient to(int port) {
    return connected(new Socket(), "127.0.0.1", port);
  }

  /**
   * @param address one of the loopback network, as which the server sees this client
   */
  static RawClient from(String address, RecorderServer server) {
    return connected(new Socket(), address, server.port());
  }

  /** One whose window is so small that the server notices soon that nobody reads. */
  static RawClient unwillingToRead(RecorderServer server) {
    Socket socket = new Socket();
    try {
      socket.setReceiveBufferSize(1024);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    return connected(socket, "127.0.0.1", server.port());
  }

  private static RawClient connected(Socket socket, String address, int port) {
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis(BOUND));
      socket.setSoTimeout(millis(BOUND));
      socket.setTcpNoDelay(true);
      return new RawClient(socket);
    } catch (IOException failed) {
      throw new AssertionError("no connection from " + address, failed);
    }
  }

  private static int millis(Duration time) {
    return (int) time.toMillis();
  }

  /** The header that proves who calls, with its line end. */
  static String as(String name, String secret) {
    byte[] pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
  }

  static String asCrm() {
    return as(Crm.NAME, Crm.SECRET);
  }

  /** A GET of the old API. */
  static String get(String query, String headers) {
    return "GET " + URL + "?" + query + " HTTP/1.1\r\nHost: recorder\r\n" + headers + "\r\n";
  }

  static String post(String headers, String body) {
    return "POST " + URL + " HTTP/1.1\r\nHost: recorder\r\n" + headers + "\r\n" + body;
  }

  /** Sends these bytes; false if the server has closed the connection. */
  boolean send(String text) {
    return send(text.getBytes(BYTES));
  }

  boolean send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  Answer ask(String request) {
    return ask(request.getBytes(BYTES));
  }

  Answer ask(byte[] request) {
    // a server that has closed may have answered before
    boolean unused = send(request);
    try {
      return read();
    } catch (AssertionError silent) {
      throw new AssertionError("no answer to " + new String(request, BYTES), silent);
    }
  }

  /** The same for a request whose answer has no body. */
  Answer askHead(String request) {
    boolean unused = send(request);
    try {
      return head(until(socket.getInputStream(), "\r\n\r\n"));
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("neither an answer nor an end within " + BOUND, silent);
    } catch (IOException reset) {
      return Answer.NONE;
    }
  }

  /**
   * The next answer.
   *
   * @throws AssertionError if there is none within the bound
   */
  Answer read() {
    try {
      Answer answer = read(socket.getInputStream());
      return answer.status() == 100 ? read(socket.getInputStream()) : answer;
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("neither an answer nor an end within " + BOUND, silent);
    } catch (IOException reset) {
      return Answer.NONE;
    }
  }

  private static Answer read(InputStream in) throws IOException {
    Answer begun = head(until(in, "\r\n\r\n"));
    Optional<Integer> length = begun.header("Content-Length").map(Integer::valueOf);
    String body =
        length.isPresent()
            ? new String(in.readNBytes(length.get()), BYTES)
            : begun.header("Transfer-Encoding").isPresent() ? until(in, "0\r\n\r\n") : "";
    return new Answer(begun.status(), begun.head(), body);
  }

  private static Answer head(String head) {
    return head.matches("(?s)HTTP/1\\.[01] [0-9]{3}.*")
        ? new Answer(Integer.parseInt(head.substring(9, 12)), head, "")
        : Answer.NONE;
  }

  private static String until(InputStream in, String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] last = end.getBytes(BYTES);
    int matched = 0;
    while (matched < last.length && bytes.size() < LONGEST_ANSWER) {
      int next = in.read();
      if (next < 0) {
        return bytes.toString(BYTES);
      }
      bytes.write(next);
      matched = next == last[matched] ? matched + 1 : next == last[0] ? 1 : 0;
    }
    return bytes.toString(BYTES);
  }

  /** Whether the server ends the connection before the bound is over; reads what comes first. */
  boolean isEnded() {
    try {
      byte[] unused = socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Whether the server has said something, or closed, after so long. */
  boolean isHeardOfWithin(Duration time) {
    try {
      socket.setSoTimeout(millis(time));
      return peek();
    } catch (IOException reset) {
      return true;
    }
  }

  private boolean peek() throws IOException {
    try {
      if (socket.getInputStream().available() == 0) {
        int unused = socket.getInputStream().read();
      }
      return true;
    } catch (SocketTimeoutException silent) {
      return false;
    } finally {
      socket.setSoTimeout(millis(BOUND));
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
