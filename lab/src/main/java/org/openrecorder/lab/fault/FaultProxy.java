package org.openrecorder.lab.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openrecorder.lab.process.LabFailure;

/**
 * Stands between the server and a PBX on the loopback, passes every byte and counts it, until the
 * byte comes at which a fault is armed. A fault happens once, to the connection that carries the
 * byte.
 */
public final class FaultProxy implements AutoCloseable {

  private final ServerSocket endpoint;
  private final int pbxPort;
  private final Trap trap = new Trap();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  private FaultProxy(ServerSocket endpoint, int pbxPort) {
    this.endpoint = endpoint;
    this.pbxPort = pbxPort;
  }

  /** Opens a proxy in front of that port. */
  public static FaultProxy before(int pbxPort) {
    try {
      FaultProxy proxy =
          new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), pbxPort);
      Thread.ofPlatform().daemon().name("fault-proxy-" + proxy.port()).start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new LabFailure("cannot open a fault proxy", e);
    }
  }

  /** Where the server is to connect to. */
  public int port() {
    return endpoint.getLocalPort();
  }

  /**
   * From now on bytes are counted from 0, and the fault waits for byte {@code position} of that
   * way. What was armed before is forgotten.
   */
  public void arm(Way way, long position, Fault fault) {
    trap.arm(way, position, fault);
  }

  /** From now on bytes are counted from 0, and nothing is armed. */
  public void disarm() {
    trap.disarm();
  }

  /** Whether the armed fault has happened. */
  public boolean hasFired() {
    return trap.hasFired();
  }

  /** How many bytes have come that way since the last {@link #arm} or {@link #disarm}. */
  public long count(Way way) {
    return trap.count(way);
  }

  /** How many connections are up. */
  public int connections() {
    return open.size();
  }

  /** Ends all connections that are up; new ones are let through. */
  public void cut() {
    List.copyOf(open).forEach(Connection::close);
  }

  @Override
  public void close() {
    close(endpoint);
    cut();
  }

  private void accept() {
    while (!endpoint.isClosed()) {
      try {
        connect(endpoint.accept());
      } catch (IOException e) {
        // The proxy is being closed, or the PBX is not there: the server sees its line end.
      }
    }
  }

  private void connect(Socket server) throws IOException {
    try {
      Socket pbx = new Socket(InetAddress.getLoopbackAddress(), pbxPort);
      Connection connection = new Connection(server, pbx, trap, open::remove);
      open.add(connection);
      connection.start();
    } catch (IOException e) {
      close(server);
      throw e;
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new LabFailure("cannot close a socket of the fault proxy", e);
    }
  }
}
