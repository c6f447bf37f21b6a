package org.openrecorder.systemtests;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A CRM that starts and stops recordings of one channel as fast as chance has it, and marks some of
 * those that it has stopped private or deleted, until the server is gone.
 */
final class BusyCrm implements Runnable {

  private static final int LONGEST_RECORDING = 700;
  private static final int LONGEST_PAUSE = 60;

  /** Of ten recordings, how many are stopped; the others are replaced by one with another tag. */
  private static final int STOPPED_OF_TEN = 7;

  /** Of ten that were stopped, how many are marked private or deleted. */
  private static final int MARKED_OF_TEN = 4;

  private static final AtomicInteger TAGS = new AtomicInteger();

  private final Crm crm;
  private final CrashLog log;
  private final Random chance;
  private final CountDownLatch crash;
  private final Runnable acknowledged;

  /** Since when a stop is asked for that was refused: the PBX may have been told. */
  private OptionalLong stopAsked = OptionalLong.empty();

  /**
   * @param crash is over when the server is about to be killed
   * @param acknowledged is told of every answer OK
   */
  BusyCrm(Crm crm, CrashLog log, Random chance, CountDownLatch crash, Runnable acknowledged) {
    this.crm = crm;
    this.log = log;
    this.chance = chance;
    this.crash = crash;
    this.acknowledged = acknowledged;
  }

  @Override
  public void run() {
    String request = "";
    try {
      while (!pause(LONGEST_PAUSE)) {
        request = "start";
        start();
        boolean over = pause(LONGEST_RECORDING);
        if (!over && chance.nextInt(10) < STOPPED_OF_TEN) {
          request = "stop";
          Optional<String> stopped = stop();
          request = "mark";
          stopped.filter(id -> chance.nextInt(10) < MARKED_OF_TEN).ifPresent(this::mark);
        }
      }
    } catch (AssertionError noAnswer) {
      log.unanswered(request);
    }
  }

  /** Whether the server has been killed meanwhile. */
  private boolean pause(int most) {
    try {
      return crash.await(Duration.ofMillis(chance.nextInt(most)).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void start() {
    String tag = "crash-" + TAGS.incrementAndGet();
    HttpResponse<String> answer = crm.start(log.uniqueId(), tag);
    if (isOk(answer)) {
      stopAsked = OptionalLong.empty();
      log.started(new CrashLog.Started(id(answer), tag, System.nanoTime()));
      acknowledged.run();
    }
  }

  private Optional<String> stop() {
    long sent = stopAsked.orElseGet(System::nanoTime);
    stopAsked = OptionalLong.of(sent);
    HttpResponse<String> answer = crm.stop(log.uniqueId());
    if (!isOk(answer)) {
      return Optional.empty();
    }
    stopAsked = OptionalLong.empty();
    log.stopped(new CrashLog.Stopped(id(answer), sent));
    acknowledged.run();
    return Optional.of(id(answer));
  }

  private void mark(String id) {
    boolean secret = chance.nextBoolean();
    int status = secret ? crm.patch(id, "{\"private\": true}") : crm.delete(id);
    String flag = secret ? "private" : "deleted";
    if (status == (secret ? 200 : 204)) {
      log.marked(new CrashLog.Marked(id, flag));
      acknowledged.run();
    } else {
      log.refused(status + " to " + flag);
    }
  }

  private boolean isOk(HttpResponse<String> answer) {
    if (answer.statusCode() == 200) {
      return true;
    }
    log.refused(answer.statusCode() + " " + answer.body());
    return false;
  }

  private static String id(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Recording-Id").orElseThrow();
  }
}
