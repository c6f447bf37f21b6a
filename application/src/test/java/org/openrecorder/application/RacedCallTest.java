package org.openrecorder.application;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Starts, stops, marks, the answer and the end of one call, all at once. More rounds and other
 * seeds: {@code -Dracedcall.seed=NUMBER -Dracedcall.rounds=NUMBER}.
 */
class RacedCallTest {

  private static final int ROUNDS = Integer.getInteger("racedcall.rounds", 1_000);

  private final long seed = Long.getLong("racedcall.seed", 19);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void sixteen_threads_leave_one_of_the_legal_histories_behind() throws Exception {
    System.out.println("raced calls: " + ROUNDS + " rounds, seed " + seed);
    Random seeds = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      long ofRound = seeds.nextLong();
      RacedCall call = new RacedCall(new Random(ofRound), threads);
      try {
        call.run(threads);
        call.check();
      } catch (AssertionError failed) {
        throw new AssertionError("seed " + seed + ", round " + round, failed);
      }
    }
  }
}
