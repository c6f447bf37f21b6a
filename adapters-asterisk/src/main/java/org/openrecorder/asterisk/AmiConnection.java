package org.openrecorder.asterisk;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * The line to a PBX, below Asterisk-Java. Asterisk-Java puts headers that stand in a block twice
 * into one value, answers some with exceptions that end its reader, and takes a line of any length;
 * all of that can be written by a party of the call. So what comes is read here first: the events
 * that matter go to us alone, Asterisk-Java gets the answers to its actions, clean, and nothing
 * else.
 */
final class AmiConnection implements SocketConnectionFacade {

  /** Bytes. Asterisk's own messages have some 100 in a line. */
  private static final int LONGEST_LINE = 65_536;

  /** Asterisk's longest answer that is asked for here, to ListCommands, has some 200. */
  private static final int MOST_LINES = 5_000;

  /**
   * The names of what is read; all other events are passed over. Asterisk-Java would take some that
   * no PBX sends for the end of the connection.
   *
   * @param events that matter here
   * @param answers that come as events and belong to an action
   */
  record Wanted(Set<String> events, Set<String> answers) {

    Wanted {
      events = Set.copyOf(events);
      answers = Set.copyOf(answers);
    }
  }

  private static final int BUFFER = 16_384;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Wanted wanted;
  private final Consumer<AmiEvent> events;
  private final Queue<String> clean = new ArrayDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private int place;
  private int filled;
  private boolean greeted;

  /**
   * Connects.
   *
   * @param connect for the connection
   * @param silence after which reading gives up
   * @param events is given the events that matter, and what belongs to no event, by the thread that
   *     reads
   * @throws IOException if there is no connection
   */
  AmiConnection(
      InetSocketAddress pbx,
      Duration connect,
      Duration silence,
      Wanted wanted,
      Consumer<AmiEvent> events)
      throws IOException {
    this.wanted = wanted;
    this.events = events;
    this.socket = new Socket();
    socket.setSoTimeout((int) silence.toMillis());
    socket.setTcpNoDelay(true);
    socket.connect(pbx, (int) connect.toMillis());
    this.in = socket.getInputStream();
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** The next line of an answer. */
  @Override
  public String readLine() throws IOException {
    if (!greeted) {
      greeted = true;
      return line();
    }
    while (clean.isEmpty()) {
      sort(block());
    }
    return clean.remove();
  }

  /** The lines up to an empty one. */
  private List<String> block() throws IOException {
    List<String> block = new ArrayList<>();
    for (String line = line(); !line.isEmpty() || block.isEmpty(); line = line()) {
      if (block.size() == MOST_LINES) {
        throw new IOException("the PBX sends more than " + MOST_LINES + " lines in one message");
      }
      if (!line.isEmpty()) {
        block.add(line);
      }
    }
    return block;
  }

  private void sort(List<String> lines) {
    AmiBlock block = new AmiBlock(lines);
    String name = block.eventName();
    if (block.isResponse() || wanted.answers().contains(name)) {
      clean.addAll(block.cleanLines());
      clean.add("");
    } else if (!block.isEvent() || wanted.events().contains(name)) {
      events.accept(block.event());
    }
  }

  /** A line without the line break that ends it, and that alone: a single CR or LF is text. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte before = 0;
    for (byte one = next(); before != '\r' || one != '\n'; one = next()) {
      if (line.size() == LONGEST_LINE) {
        throw new IOException("the PBX sends a line of more than " + LONGEST_LINE + " bytes");
      }
      line.write(one);
      before = one;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.substring(0, text.length() - 1);
  }

  private byte next() throws IOException {
    if (place == filled) {
      place = 0;
      filled = Math.max(0, in.read(buffer));
      if (filled == 0) {
        throw new EOFException("the PBX closed the connection");
      }
    }
    return buffer[place++];
  }

  @Override
  public void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getPort();
  }
}
