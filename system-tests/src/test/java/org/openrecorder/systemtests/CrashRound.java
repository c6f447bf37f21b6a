package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;

/** One crash of the server under load, and what is left of every promise it had given. */
final class CrashRound {

  private static final List<String> PHONES = List.of("410", "411", "412", "413", "410", "411");

  /** Plays a tone for ever. */
  private static final String TONE = "604";

  private static final int MOST_ACKNOWLEDGED = 40;
  private static final Duration LONGEST_LOAD = Duration.ofSeconds(10);
  private static final int LONGEST_AFTER_ACK_MICROS = 5_000;

  /** Of what was acknowledged as begun and stopped, how much may be missing at the edges. */
  private static final Duration EDGES = Duration.ofMillis(250);

  private static final Set<String> OPEN = Set.of("requested", "recording", "withdrawn");

  private final AsteriskLab pbx;
  private final RecorderServer server;
  private final Crm crm;
  private final Random chance;
  private final CrashCounts counts;
  private final List<PhoneCall> calls = new ArrayList<>();
  private final List<CrashLog> logs = new ArrayList<>();

  CrashRound(AsteriskLab pbx, RecorderServer server, Random chance, CrashCounts counts) {
    this.pbx = pbx;
    this.server = server;
    this.crm = new Crm(server);
    this.chance = chance;
    this.counts = counts;
  }

  void run() {
    for (String phone : PHONES) {
      PhoneCall call = pbx.phone(phone).call(TONE).awaitAnswered(Bed.SOON);
      calls.add(call);
      logs.add(new CrashLog(pbx.channelOf(call).uniqueId()));
    }
    killUnderLoad();
    boolean hungUp = chance.nextInt(4) == 0;
    if (hungUp) {
      calls.getFirst().hangUp();
    }
    server.start();
    server.awaitReady();
    logs.stream().skip(hungUp ? 1 : 0).forEach(this::assertGoesOn);
    calls.stream().skip(hungUp ? 1 : 0).forEach(PhoneCall::hangUp);
    logs.forEach(this::assertKept);
    assertNoFileLeft();
    counts.round(logs);
  }

  /** Kills it just after an answer that chance chooses, or somewhere between two of them. */
  private void killUnderLoad() {
    CountDownLatch crash = new CountDownLatch(1);
    Semaphore acknowledged = new Semaphore(0);
    List<Thread> crms =
        logs.stream()
            .map(
                log ->
                    Thread.ofPlatform()
                        .daemon()
                        .start(
                            new BusyCrm(
                                crm,
                                log,
                                new Random(chance.nextLong()),
                                crash,
                                acknowledged::release)))
            .toList();
    awaitCount(acknowledged, 1 + chance.nextInt(MOST_ACKNOWLEDGED));
    moment(chance.nextInt(LONGEST_AFTER_ACK_MICROS));
    server.kill();
    crash.countDown();
    crms.forEach(CrashRound::join);
  }

  private static void awaitCount(Semaphore acknowledged, int count) {
    try {
      boolean enough = acknowledged.tryAcquire(count, LONGEST_LOAD.toNanos(), TimeUnit.NANOSECONDS);
      assertThat(enough).as(count + " answers under load").isTrue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  private static void moment(int micros) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void join(Thread crm) {
    try {
      crm.join(Bed.SOON.multipliedBy(3).toMillis());
      assertThat(crm.isAlive()).isFalse();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  /** The call lives on: the PBX records what the rows say it records, once, and nothing else. */
  private void assertGoesOn(CrashLog log) {
    await()
        .atMost(Bed.SOON)
        .untilAsserted(
            () -> {
              List<String> running = idsOf(log, Set.of("recording"));
              assertThat(running).hasSizeLessThanOrEqualTo(1);
              assertThat(idsOf(log, OPEN)).isEqualTo(running);
              assertThat(filesBeingRecorded(log)).isEqualTo(running);
              if (log.unanswered().isEmpty()) {
                assertThat(running)
                    .isEqualTo(log.goingOn().map(CrashLog.Started::id).stream().toList());
              }
            });
  }

  private List<String> idsOf(CrashLog log, Set<String> states) {
    return recordings(log)
        .filter(one -> states.contains(one.get("state").asText()))
        .map(one -> one.get("id").asText())
        .toList();
  }

  private Stream<JsonNode> recordings(CrashLog log) {
    JsonNode items = crm.json("/recordings?uniqueId=" + log.uniqueId()).get("items");
    return StreamSupport.stream(items.spliterator(), false);
  }

  private List<String> filesBeingRecorded(CrashLog log) {
    String channel =
        pbx.manager().channels().stream()
            .filter(one -> one.uniqueId().equals(log.uniqueId()))
            .findFirst()
            .orElseThrow()
            .name();
    return pbx.manager().command("mixmonitor list " + channel).stream()
        .filter(line -> line.contains("0x"))
        .map(line -> line.replaceAll(".*/([0-9a-f-]{36}).*", "$1"))
        .toList();
  }

  /** The call is over: everything that was acknowledged is there, or says why not. */
  private void assertKept(CrashLog log) {
    await()
        .atMost(Bed.SOON)
        .untilAsserted(
            () ->
                assertThat(idsOf(log, Set.of("requested", "recording", "withdrawn", "finalising")))
                    .isEmpty());
    for (CrashLog.Started start : log.started()) {
      JsonNode recording = crm.json("/recordings/" + start.id());
      assertThat(recording.path("tag").asText()).isEqualTo(start.tag());
      String state = recording.get("state").asText();
      counts.ended(state);
      if (state.equals("available")) {
        assertComplete(recording, log.stopOf(start.id()), start);
      } else {
        assertThat(recording.path("reason").asText()).as(recording.toString()).isNotBlank();
        assertThat(log.stopOf(start.id()))
            .as("an acknowledged stop of " + recording)
            .matches(stop -> stop.isEmpty() || lasted(start, stop.get()).compareTo(EDGES) < 0);
      }
    }
  }

  private static Duration lasted(CrashLog.Started start, CrashLog.Stopped stop) {
    return Duration.ofNanos(stop.sent() - start.acknowledged());
  }

  private void assertComplete(
      JsonNode recording, Optional<CrashLog.Stopped> stop, CrashLog.Started start) {
    byte[] wav = crm.audio(recording.get("id").asText());
    assertThat(DigestUtils.sha256Hex(wav)).isEqualTo(recording.get("sha256").asText());
    WavAnalysis analysis = WavAnalysis.of(wav);
    stop.ifPresent(
        one ->
            assertThat(analysis.duration())
                .as(recording.toString())
                .isGreaterThanOrEqualTo(lasted(start, one).minus(EDGES)));
    counts.audio(analysis.duration());
  }

  private void assertNoFileLeft() {
    await().atMost(Bed.SOON).untilAsserted(() -> assertThat(spool()).isEmpty());
  }

  private List<Path> spool() {
    try (Stream<Path> files = Files.list(pbx.recordings())) {
      return files.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return logs.stream()
        .map(
            log ->
                "%s: started %s%n  stopped %s%n  refused %s%n  unanswered %s%n"
                    .formatted(
                        log.uniqueId(),
                        log.started(),
                        log.stopped(),
                        log.refused(),
                        log.unanswered()))
        .reduce("", String::concat);
  }
}
