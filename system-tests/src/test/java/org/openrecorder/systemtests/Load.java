package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One busy CRM for each call, all at once, until it is ended. */
final class Load {

  /** What many answers may take together. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final CountDownLatch over = new CountDownLatch(1);
  private final Semaphore acknowledged = new Semaphore(0);
  private final List<Thread> crms;

  /** Begins it; all that is acknowledged goes into the calls' logs. */
  Load(Crm crm, List<CrashLog> logs, Random chance) {
    crms =
        logs.stream()
            .map(
                log ->
                    new BusyCrm(
                        crm, log, new Random(chance.nextLong()), over, acknowledged::release))
            .map(busy -> Thread.ofPlatform().daemon().start(busy))
            .toList();
  }

  /** Waits until so many more requests have been answered OK. */
  void awaitAcknowledged(int count) {
    try {
      boolean enough = acknowledged.tryAcquire(count, LONGEST.toNanos(), TimeUnit.NANOSECONDS);
      assertThat(enough).as(count + " answers under load").isTrue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  /** Lets what is under way come to its end. */
  void end() {
    over.countDown();
    crms.forEach(Load::join);
  }

  private static void join(Thread crm) {
    try {
      crm.join(TestEnvironment.SOON.multipliedBy(3).toMillis());
      assertThat(crm.isAlive()).isFalse();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }
}
