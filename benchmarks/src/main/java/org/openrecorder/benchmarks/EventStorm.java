package org.openrecorder.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.process.LabFailure;

/**
 * What a real Asterisk says, and how fast, when it makes and ends calls as quickly as it can.
 *
 * @param text the events as they came, whole ones, a character for each byte
 * @param events how many they are
 * @param perSecond how many came in a second
 */
record EventStorm(String text, int events, double perSecond) {

  private static final int CALLS = 1_500;
  private static final int BUFFER_BYTES = 65_536;

  /** After so long a silence the last call has ended. */
  private static final int SILENCE_MILLIS = 1_000;

  private static final String END = "\r\n\r\n";
  private static final String EVENT = "Event: ";

  /** Lets Asterisk make the calls, and listens as the recorder does: to what is said of calls. */
  static EventStorm of(AsteriskLab asterisk) {
    try (Socket line = new Socket(InetAddress.getLoopbackAddress(), asterisk.managerPort())) {
      line.setSoTimeout(SILENCE_MILLIS);
      logIn(line, asterisk);
      Thread caller = Thread.ofPlatform().start(() -> call(asterisk));
      EventStorm storm = listen(line.getInputStream());
      caller.join();
      return storm;
    } catch (IOException e) {
      throw new LabFailure("the events of a busy PBX could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while listening to a busy PBX", e);
    }
  }

  private static void logIn(Socket line, AsteriskLab asterisk) throws IOException {
    String action =
        "Action: Login\r\nUsername: %s\r\nSecret: %s\r\nEvents: call%s"
            .formatted(asterisk.lab().name(), asterisk.lab().secret(), END);
    line.getOutputStream().write(action.getBytes(StandardCharsets.UTF_8));
    readUntilSilent(line.getInputStream());
  }

  /** Each call is the two ends of a Local channel; it is hung up as soon as it is answered. */
  private static void call(AsteriskLab asterisk) {
    for (int i = 0; i < CALLS; i++) {
      asterisk
          .manager()
          .succeed(
              "Originate", "Channel", "Local/605@lab/n", "Application", "Hangup", "Async", "true");
    }
    asterisk.manager().forgetEvents();
  }

  private static EventStorm listen(InputStream in) throws IOException {
    long begin = System.nanoTime();
    Heard heard = readUntilSilent(in);
    String all = heard.text();
    int from = all.indexOf(EVENT);
    int to = all.lastIndexOf(END) + END.length();
    if (from < 0 || to <= from) {
      throw new LabFailure("a busy PBX said nothing");
    }
    String text = all.substring(from, to);
    int events = text.split("(?m)^" + EVENT, -1).length - 1;
    double seconds = (heard.last() - begin) / 1e9;
    return new EventStorm(text, events, events / seconds);
  }

  /** What came, and when the last of it did. */
  private record Heard(String text, long last) {}

  private static Heard readUntilSilent(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    long last = System.nanoTime();
    try {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
        last = System.nanoTime();
      }
    } catch (SocketTimeoutException silent) {
      // that is how it is to end
    }
    return new Heard(all.toString(StandardCharsets.ISO_8859_1), last);
  }
}
