package org.openrecorder.lab.ami;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openrecorder.lab.process.LabFailure;

/**
 * A tap on the line between the server and Asterisk: passes every byte through unchanged and keeps
 * the actions the server sent, so that a test can say "exactly one" or "none". The line can be cut
 * and frozen.
 */
public final class AmiTap implements AutoCloseable {
  private static final int BUFFER_BYTES = 65_536;

  private final ServerSocket door;
  private final int asteriskPort;
  private final List<AmiMessage> actions = new CopyOnWriteArrayList<>();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final Gate gate = new Gate();

  private AmiTap(ServerSocket door, int asteriskPort) {
    this.door = door;
    this.asteriskPort = asteriskPort;
  }

  /** Opens a tap in front of Asterisk's manager port. */
  public static AmiTap before(int asteriskPort) {
    try {
      AmiTap tap =
          new AmiTap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), asteriskPort);
      Thread.ofPlatform().daemon().name("ami-tap-" + tap.port()).start(tap::accept);
      return tap;
    } catch (IOException e) {
      throw new LabFailure("cannot open a tap", e);
    }
  }

  /** Where the server is to connect to. */
  public int port() {
    return door.getLocalPort();
  }

  /** All actions sent so far, over all connections, in order. */
  public List<AmiMessage> actions() {
    return List.copyOf(actions);
  }

  /** The actions of that name. */
  public List<AmiMessage> actions(String name) {
    return actions.stream().filter(action -> action.isAction(name)).toList();
  }

  public void forgetActions() {
    actions.clear();
  }

  /** Breaks all connections that are up. New ones are let through. */
  public void cut() {
    List.copyOf(open).forEach(this::drop);
  }

  /** From now on no byte passes, in either direction; connections stay up, and new ones hang. */
  public void freeze() {
    gate.shut();
  }

  /** Lets pass what was held back, and all that follows. */
  public void thaw() {
    gate.open();
  }

  @Override
  public void close() {
    drop(door);
    cut();
    gate.open();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException e) {
        // The tap is being closed, or Asterisk is not there: the server sees its line end.
      }
    }
  }

  private void connect(Socket server) throws IOException {
    open.add(server);
    try {
      Socket asterisk = new Socket(InetAddress.getLoopbackAddress(), asteriskPort);
      open.add(asterisk);
      server.setTcpNoDelay(true);
      asterisk.setTcpNoDelay(true);
      AmiReader reader = new AmiReader();
      pump(server, asterisk, (bytes, length) -> actions.addAll(reader.take(bytes, length)));
      pump(asterisk, server, (bytes, length) -> {});
    } catch (IOException e) {
      drop(server);
      throw e;
    }
  }

  private void pump(Socket from, Socket to, Listener listener) {
    Thread.ofVirtual().start(() -> copy(from, to, listener));
  }

  private void copy(Socket from, Socket to, Listener listener) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        gate.pass();
        listener.heard(buffer, n);
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // The line is down: the other direction ends with it.
      return;
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void drop(Closeable line) {
    try {
      open.remove(line);
      line.close();
    } catch (IOException e) {
      throw new LabFailure("cannot close a tapped line", e);
    }
  }

  @FunctionalInterface
  private interface Listener {
    void heard(byte[] bytes, int length);
  }

  /** What every byte passes. */
  private static final class Gate {
    private boolean shut;

    synchronized void shut() {
      shut = true;
    }

    synchronized void open() {
      shut = false;
      notifyAll();
    }

    synchronized void pass() throws IOException {
      try {
        while (shut) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted at the gate", e);
      }
    }
  }
}
