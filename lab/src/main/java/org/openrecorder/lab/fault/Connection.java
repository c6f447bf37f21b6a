package org.openrecorder.lab.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openrecorder.lab.process.LabFailure;

/** One connection through the proxy, with a thread for each way. */
final class Connection {

  private static final int BUFFER_BYTES = 65_536;

  private final Socket server;
  private final Socket pbx;
  private final Trap trap;
  private final Consumer<Connection> ended;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Map<Way, Filter> filters = new EnumMap<>(Way.class);
  private volatile boolean swallowing;

  Connection(Socket server, Socket pbx, Trap trap, Consumer<Connection> ended) throws IOException {
    this.server = server;
    this.pbx = pbx;
    this.trap = trap;
    this.ended = ended;
    server.setTcpNoDelay(true);
    pbx.setTcpNoDelay(true);
  }

  void start() {
    Thread.ofVirtual().start(() -> pump(Way.THERE, server, pbx));
    Thread.ofVirtual().start(() -> pump(Way.BACK, pbx, server));
  }

  private void pump(Way way, Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        pass(way, buffer, n, out);
      }
    } catch (IOException e) {
      // The line is down: the other way ends with it.
    } finally {
      close();
    }
  }

  private void pass(Way way, byte[] bytes, int length, OutputStream out) throws IOException {
    Optional<Trap.Sprung> sprung = trap.pass(way, length);
    int before = sprung.map(Trap.Sprung::bytesBefore).orElse(length);
    write(way, bytes, 0, before, out);
    if (sprung.isPresent()) {
      happen(sprung.get().fault(), way);
      write(way, bytes, before, length - before, out);
    }
  }

  private void write(Way way, byte[] bytes, int from, int length, OutputStream out)
      throws IOException {
    if (length > 0 && !swallowing) {
      filters.getOrDefault(way, Filter.NONE).write(bytes, from, length, out);
    }
  }

  private void happen(Fault fault, Way way) throws IOException {
    switch (fault) {
      case Fault.Cut cut -> close();
      case Fault.Reset reset -> reset();
      case Fault.Blackhole hole -> swallowing = true;
      case Fault.Delay(Duration time) -> wait(time);
      case Fault.Slices slices -> filters.put(way, Filter.BYTE_BY_BYTE);
      case Fault.LostResponse lost -> filters.put(way, new ResponseThief());
      case Fault.Flood(List<String> messages) -> filters.put(way, new Floodgate(messages));
    }
  }

  /** Closing without lingering is what makes a reset of it. */
  private void reset() throws IOException {
    server.setSoLinger(true, 0);
    pbx.setSoLinger(true, 0);
    close();
  }

  private void wait(Duration time) throws IOException {
    try {
      if (over.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the connection ended meanwhile");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in a delay", e);
    }
  }

  void close() {
    over.countDown();
    ended.accept(this);
    try (server;
        pbx) {
      // both are closed, whatever happens to the first
    } catch (IOException e) {
      throw new LabFailure("cannot close a connection of the fault proxy", e);
    }
  }
}
