package org.openrecorder.edge;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Passes over the empty lines between two requests of a connection. Old clients send one after the
 * body of a POST, and a server should ignore it (RFC 9112, section 2.2); Undertow takes it for the
 * next request, which it refuses, and ends the connection. Only whole lines are passed over, and
 * only before the first byte of a request, so that no two servers can differ about where it begins.
 */
final class EmptyLines extends AbstractStreamSourceConduit<StreamSourceConduit> {

  /** Lines; a client sends one, a careless one two. */
  static final int MOST = 4;

  private int lines;

  /** Whether the end of a line has begun. */
  private boolean half;

  /** Whether the next byte is one of the request. */
  private boolean begun;

  private EmptyLines(StreamSourceConduit next) {
    super(next);
  }

  /**
   * Passes over those before the next request of the connection. To be called by its I/O thread
   * once the last request has ended.
   */
  static void passOver(ServerConnection connection) {
    if (connection instanceof HttpServerConnection http) {
      new EmptyLines(http.getOriginalSourceConduit()).before(http);
    }
  }

  private void before(HttpServerConnection connection) {
    PooledByteBuffer received = connection.getExtraBytes();
    if (received != null) {
      skip(received.getBuffer());
      if (!received.getBuffer().hasRemaining()) {
        connection.setExtraBytes(null);
        received.close();
      }
    }
    if (!begun) {
      connection.getChannel().getSourceChannel().setConduit(this);
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return begun || !target.hasRemaining() ? next.read(target) : readPastEmptyLines(target);
  }

  private int readPastEmptyLines(ByteBuffer target) throws IOException {
    int start = target.position();
    if (half) {
      target.put((byte) '\r');
    }
    int read = next.read(target);
    ByteBuffer received = target.duplicate().limit(target.position()).position(start);
    target.position(start);
    if (read <= 0) {
      return read;
    }
    half = false;
    skip(received);
    target.put(received.slice());
    return target.position() - start;
  }

  private void skip(ByteBuffer received) {
    while (!begun && received.hasRemaining()) {
      skipOne(received);
    }
  }

  private void skipOne(ByteBuffer received) {
    int at = received.position();
    switch (received.get(at)) {
      case '\n' -> {
        received.position(at + 1);
        half = false;
        begun = ++lines == MOST;
      }
      case '\r' -> {
        received.position(half ? at - 1 : at + 1);
        begun = half;
        half = true;
      }
      default -> {
        received.position(half ? at - 1 : at);
        begun = true;
      }
    }
  }
}
