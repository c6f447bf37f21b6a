package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.phone.PhoneCall;

/** One crash of the server under load, and what is left of every promise it had given. */
final class CrashRound {

  private static final List<String> PHONES = List.of("410", "411", "412", "413", "410", "411");

  /** Plays a tone for ever. */
  private static final String TONE = "604";

  private static final int MOST_ACKNOWLEDGED = 40;
  private static final int LONGEST_AFTER_ACK_MICROS = 5_000;

  private static final Set<String> OPEN = Set.of("requested", "recording", "withdrawn");

  private final AsteriskLab pbx;
  private final RecorderServer server;
  private final Crm crm;
  private final AcknowledgedInvariants promises;
  private final Random chance;
  private final CrashCounts counts;
  private final List<PhoneCall> calls = new ArrayList<>();
  private final List<CrashLog> logs = new ArrayList<>();

  CrashRound(AsteriskLab pbx, RecorderServer server, Random chance, CrashCounts counts) {
    this.pbx = pbx;
    this.server = server;
    this.crm = new Crm(server);
    this.promises = new AcknowledgedInvariants(crm, counts);
    this.chance = chance;
    this.counts = counts;
  }

  void run() {
    for (String phone : PHONES) {
      PhoneCall call = pbx.phone(phone).call(TONE).awaitAnswered(TestEnvironment.SOON);
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
    logs.forEach(promises::assertMarked);
    logs.stream().skip(hungUp ? 1 : 0).forEach(this::assertGoesOn);
    calls.stream().skip(hungUp ? 1 : 0).forEach(PhoneCall::hangUp);
    logs.forEach(promises::assertKept);
    assertNoFileLeft();
    counts.round(logs);
  }

  /** Kills it just after an answer that chance chooses, or somewhere between two of them. */
  private void killUnderLoad() {
    Load load = new Load(crm, logs, chance);
    load.awaitAcknowledged(1 + chance.nextInt(MOST_ACKNOWLEDGED));
    moment(chance.nextInt(LONGEST_AFTER_ACK_MICROS));
    server.kill();
    load.end();
  }

  private static void moment(int micros) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** The call lives on: the PBX records what the rows say it records, once, and nothing else. */
  private void assertGoesOn(CrashLog log) {
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(
            () -> {
              List<String> running = promises.idsOf(log, Set.of("recording"));
              assertThat(running).hasSizeLessThanOrEqualTo(1);
              assertThat(promises.idsOf(log, OPEN)).isEqualTo(running);
              assertThat(filesBeingRecorded(log)).isEqualTo(running);
              if (log.unanswered().isEmpty()) {
                assertThat(running)
                    .isEqualTo(log.goingOn().map(CrashLog.Started::id).stream().toList());
              }
            });
  }

  private List<String> filesBeingRecorded(CrashLog log) {
    return RecordersOf.channel(
        pbx,
        pbx.manager().channels().stream()
            .filter(one -> one.uniqueId().equals(log.uniqueId()))
            .findFirst()
            .orElseThrow());
  }

  private void assertNoFileLeft() {
    await().atMost(TestEnvironment.SOON).untilAsserted(() -> assertThat(spool()).isEmpty());
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
                "%s: started %s%n  stopped %s%n  marked %s%n  refused %s%n  unanswered %s%n"
                    .formatted(
                        log.uniqueId(),
                        log.started(),
                        log.stopped(),
                        log.marked(),
                        log.refused(),
                        log.unanswered()))
        .reduce("", String::concat);
  }
}
