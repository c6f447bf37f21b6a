package org.openrecorder.lab.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Picks loopback ports that are free. They are taken from below the range the kernel hands out by
 * itself, so that an outgoing connection cannot grab one between the picking and the use, and never
 * twice in one process.
 */
public final class FreePorts {
  private static final int FIRST = Integer.getInteger("lab.ports.first", 19_000);
  private static final int COUNT = Integer.getInteger("lab.ports.count", 1_000);
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  /** A port that is free for TCP and for UDP. */
  public static int pick() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new LabFailure("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
  }

  private static boolean isFree(int port) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (var stream = new ServerSocket();
        var datagram = new DatagramSocket(address)) {
      stream.setReuseAddress(true);
      stream.bind(address);
      return datagram.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
