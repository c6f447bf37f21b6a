package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.fault.Fault;
import org.openrecorder.lab.fault.Way;

/**
 * The line to a real Asterisk breaks at every byte of what a start says to it and hears from it.
 * Whatever the CRM is told, and however often it asks again: one recorder, no file too many, an
 * answer in time. Several Asterisks share the bytes among them.
 *
 * <p>The short form takes every fourth byte and the seed chooses the first; the long form, every
 * byte, is {@code adapters-asterisk/every-byte}.
 */
class EveryByteOfAStartIT {

  private static final int LINES = 6;

  /** Starts that are looked at to know how long one is: a ping may come between. */
  private static final int MEASURED = 8;

  /**
   * The event of the recorder may come before its response or after it, when the start is over
   * already; it is less than half of all bytes.
   */
  private static final double REACHED = 0.5;

  /** How far it is from one byte that is tried to the next. */
  private static final int EACH = Integer.getInteger("every.byte.step", 4);

  /** Faults that are much like another one are tried at fewer bytes. */
  private static final int SOME = 8;

  private static final long SEED = Long.getLong("every.byte.seed", System.nanoTime());

  private static final Duration DELAY = Duration.ofMillis(200);

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // by open
  private static List<FaultyLine> lines;

  @SuppressWarnings("NullAway.Init") // by open
  private static ExecutorService threads;

  @BeforeAll
  static void open() {
    threads = Executors.newFixedThreadPool(LINES);
    lines =
        IntStream.range(0, LINES)
            .mapToObj(i -> new FaultyLine(folder.resolve("pbx" + i), QuickBounds.impatient()))
            .toList();
  }

  @AfterAll
  static void close() {
    threads.shutdownNow();
    lines.forEach(FaultyLine::close);
  }

  @Test
  void a_cut() {
    everywhere(new Fault.Cut(), EACH);
  }

  @Test
  void a_reset() {
    everywhere(new Fault.Reset(), SOME);
  }

  @Test
  void a_black_hole() {
    everywhere(new Fault.Blackhole(), EACH);
  }

  @Test
  void a_delay() {
    everywhere(new Fault.Delay(DELAY), EACH);
  }

  @Test
  void single_bytes() {
    everywhere(new Fault.Slices(), SOME);
  }

  @Test
  void a_lost_response() {
    everywhere(new Fault.LostResponse(), Way.BACK, 10, 1);
  }

  private static void everywhere(Fault fault, int step) {
    for (Way way : Way.values()) {
      everywhere(fault, way, lengthOfAStart(way), step);
    }
  }

  private static int lengthOfAStart(Way way) {
    return Math.toIntExact(
        LongStream.generate(() -> lines.getFirst().lengthOfAStart(way))
            .limit(MEASURED)
            .min()
            .orElseThrow());
  }

  private static void everywhere(Fault fault, Way way, int bytes, int step) {
    int first = Math.floorMod(SEED, step);
    AtomicInteger next = new AtomicInteger(first);
    AtomicInteger happened = new AtomicInteger();
    List<Future<?>> work =
        lines.stream()
            .<Future<?>>map(
                line ->
                    threads.submit(
                        () -> {
                          for (int at = next.getAndAdd(step);
                              at < bytes;
                              at = next.getAndAdd(step)) {
                            if (line.survives(fault, way, at)) {
                              happened.incrementAndGet();
                            }
                          }
                        }))
            .toList();
    work.forEach(EveryByteOfAStartIT::await);
    int tried = Math.ceilDiv(bytes - first, step);
    System.out.printf(
        "%s, %s: at %d of %d bytes, %d of them reached; seed %d%n",
        fault, way, tried, bytes, happened.get(), SEED);
    assertThat(happened.get()).isGreaterThan((int) (tried * REACHED));
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }
}
