package org.openrecorder.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.Sound;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.LabFailure;

/**
 * Something to try the product on: a real Asterisk, and the phones 410 and 411 in a call that is
 * placed again whenever it ends. Prints where they are as {@code KEY=VALUE} lines, then {@code
 * READY}, and goes on until standard input ends or it is told to terminate.
 */
public final class Demo {
  private static final String CALLER = "410";
  private static final String CALLED = "411";

  /** How long one look at the PBX's events lasts. */
  private static final Duration WATCH = Duration.ofSeconds(1);

  private static final Duration ANSWER_BOUND = Duration.ofSeconds(10);

  private final AsteriskLab asterisk;

  private Demo(AsteriskLab asterisk) {
    this.asterisk = asterisk;
  }

  /**
   * Starts the demo.
   *
   * @param arguments the folder it may fill, then optionally the Asterisk version, 22 or 16
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println("usage: Demo FOLDER [22|16]");
      System.exit(2);
    }
    String version = arguments.length == 2 ? arguments[1] : "22";
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, stopped)));
    Thread.ofPlatform().daemon().start(() -> watchInput(stopping));
    try (AsteriskLab asterisk =
        AsteriskLab.start(AsteriskVersion.of(version), Path.of(arguments[0]))) {
      Demo demo = new Demo(asterisk);
      demo.plugIn();
      demo.describe(demo.talk(), System.out);
      demo.keepTalking(stopping);
    } finally {
      stopped.countDown();
    }
  }

  private static void stop(CountDownLatch stopping, CountDownLatch stopped) {
    stopping.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void watchInput(CountDownLatch stopping) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // An input that cannot be read has ended too.
    } finally {
      stopping.countDown();
    }
  }

  private void plugIn() {
    for (String name : new String[] {CALLER, CALLED}) {
      int tone = Endpoint.named(name).tone();
      asterisk.phone(name, Sound.babble(tone, tone));
    }
  }

  private PhoneCall talk() {
    return asterisk.phone(CALLER).call(CALLED).awaitAnswered(ANSWER_BOUND);
  }

  private void describe(PhoneCall call, PrintStream out) {
    LiveChannel channel = asterisk.channelOf(call);
    out.println("RECORDER_PBX_DEMO_HOST=127.0.0.1");
    out.println("RECORDER_PBX_DEMO_PORT=" + asterisk.managerPort());
    out.println("RECORDER_PBX_DEMO_USER=" + asterisk.recorder().name());
    out.println("RECORDER_PBX_DEMO_SECRET=" + asterisk.recorder().secret());
    out.println("RECORDER_PBX_DEMO_SPOOL=" + asterisk.recordings());
    out.println("DEMO_EXTENSION=" + CALLER);
    out.println("DEMO_UNIQUEID=" + channel.uniqueId());
    out.println("DEMO_CHANNEL=" + channel.name());
    out.println("READY");
    out.flush();
  }

  private void keepTalking(CountDownLatch stopping) {
    while (stopping.getCount() > 0) {
      if (recordingHasEnded()) {
        asterisk.phone(CALLER).hangUpAll();
      }
      if (asterisk.phone(CALLER).calls().isEmpty()) {
        talk();
      }
    }
  }

  /**
   * Like an agent whose order is done: what was recorded can be retrieved only when the call is
   * over.
   */
  private boolean recordingHasEnded() {
    try {
      asterisk.manager().await(message -> message.isEvent("MixMonitorStop"), WATCH);
      asterisk.manager().forgetEvents();
      return true;
    } catch (LabFailure nothingYet) {
      return false;
    }
  }
}
