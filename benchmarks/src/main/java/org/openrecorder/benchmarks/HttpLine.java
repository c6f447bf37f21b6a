package org.openrecorder.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrecorder.lab.process.LabFailure;

/**
 * One kept connection that asks and reads the answer on the same thread, so that what is measured
 * is the server and not the client.
 */
final class HttpLine implements AutoCloseable {

  private static final int BOUND_MILLIS = 30_000;
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n");

  private final Socket socket = new Socket();
  private final InputStream in;
  private final String headers;

  /** An answer; bodies are short here. */
  record Reply(int status, String body) {}

  HttpLine(int port, String credentials) {
    this.headers =
        " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: " + credentials + "\r\n\r\n";
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(BOUND_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BOUND_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply get(String path) {
    try {
      socket
          .getOutputStream()
          .write(("GET " + path + headers).getBytes(StandardCharsets.ISO_8859_1));
      String head = head();
      Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
      byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
      return new Reply(
          Integer.parseInt(head.substring(9, 12)), new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int one = in.read();
      if (one < 0) {
        throw new LabFailure("the server closed the connection");
      }
      head.append((char) one);
    }
    return head.toString();
  }

  /** As {@link #get}, where only success counts. */
  void succeed(String path) {
    Reply reply = get(path);
    if (reply.status() != 200) {
      throw new LabFailure(path + " was answered " + reply.status() + ": " + reply.body());
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
