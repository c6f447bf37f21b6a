package org.openrecorder.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Not a PBX: it speaks the manager protocol well enough to be logged in to, has no channels, and
 * says again what a real one has said, at any speed. It stands in where no real Asterisk on this
 * machine is fast enough.
 */
final class SimulatedPbx implements AutoCloseable {

  private static final int PIECE_BYTES = 16_384;

  private final ServerSocket endpoint;
  private final CompletableFuture<OutputStream> listener = new CompletableFuture<>();

  SimulatedPbx() {
    try {
      endpoint = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("simulated-pbx").start(this::accept);
  }

  int port() {
    return endpoint.getLocalPort();
  }

  private void accept() {
    try {
      while (!endpoint.isClosed()) {
        Socket link = endpoint.accept();
        Thread.ofPlatform().daemon().start(() -> serve(link));
      }
    } catch (IOException closed) {
      // that is how it ends
    }
  }

  private void serve(Socket link) {
    try (link;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(link.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = link.getOutputStream();
      write(out, "Asterisk Call Manager/11.0.0\r\n");
      Map<String, String> action = new HashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          answer(out, action);
          action.clear();
        } else {
          String[] parts = line.split(":", 2);
          action.put(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip());
        }
      }
    } catch (IOException gone) {
      // the server has hung up
    }
  }

  private void answer(OutputStream out, Map<String, String> action) throws IOException {
    String id = "ActionID: " + action.get("actionid") + "\r\n";
    String name = action.getOrDefault("action", "").toLowerCase(Locale.ROOT);
    String success = "Response: Success\r\n" + id;
    switch (name) {
      case "challenge" -> write(out, success + "Challenge: 840415273\r\n\r\n");
      case "coresettings" -> write(out, success + "AsteriskVersion: 22.10.1\r\n\r\n");
      case "ping" -> write(out, success + "Ping: Pong\r\n\r\n");
      case "coreshowchannels" -> {
        write(out, success + "EventList: start\r\nMessage: Channels will follow\r\n\r\n");
        write(
            out,
            "Event: CoreShowChannelsComplete\r\n"
                + id
                + "EventList: Complete\r\nListItems: 0\r\n\r\n");
        listener.complete(out);
      }
      default -> write(out, success + "Message: fine\r\n\r\n");
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8), 0, Integer.MAX_VALUE);
  }

  /** Responses and events come from different threads, whole each. */
  private static void write(OutputStream out, byte[] text, int from, int to) throws IOException {
    synchronized (out) {
      int end = Math.min(to, text.length);
      out.write(text, from, end - from);
      out.flush();
    }
  }

  /** Says the events over and over for that long, evenly at that speed, and tells how many. */
  long say(EventStorm storm, double perSecond, long nanos) {
    OutputStream out = listener.join();
    byte[] text = storm.text().getBytes(StandardCharsets.ISO_8859_1);
    double bytesPerNano = perSecond / storm.events() * text.length / 1e9;
    long begin = System.nanoTime();
    long said = 0;
    int at = 0;
    try {
      while (System.nanoTime() - begin < nanos || at > 0) {
        long due = begin + (long) (said / bytesPerNano);
        LockSupport.parkNanos(due - System.nanoTime());
        int end = endOfEvent(text, Math.min(at + PIECE_BYTES, text.length));
        write(out, text, at, end);
        said += end - at;
        at = end == text.length ? 0 : end;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the server has hung up on its PBX", e);
    }
    return said / text.length * storm.events();
  }

  private static int endOfEvent(byte[] text, int from) {
    int end = from;
    while (end < text.length
        && !(text[end - 4] == '\r'
            && text[end - 3] == '\n'
            && text[end - 2] == '\r'
            && text[end - 1] == '\n')) {
      end++;
    }
    return end;
  }

  @Override
  public void close() {
    try {
      endpoint.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
