package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Asterisk stands still (SIGSTOP): connections stay up, nothing answers. {@code -Dfrozen.seconds}
 * says for how long.
 */
@ExtendWith(BedExtension.class)
@BedExtension.Own
class FrozenPbxIT {

  private static final Duration FROZEN = Duration.ofSeconds(Long.getLong("frozen.seconds", 8));
  private static final int CALLERS = 16;

  /** What every caller is promised. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private static final Duration NOTICED = Duration.ofSeconds(10);

  private final AsteriskVersion version = AsteriskVersion.of("22");
  private final AsteriskLab pbx;
  private final RecorderServer server;
  private final Crm crm;
  private final List<String> refused = new ArrayList<>();

  FrozenPbxIT(TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.server = bed.server();
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void starts_are_refused_in_time_and_asking_again_afterwards_makes_one_recorder() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    recordOnce(); // the first start of a server waits for its code to be loaded too
    long begin = System.nanoTime();
    pbx.freeze();
    try {
      assertThat(health()).contains("in sync");
      assertRefusedInTime(1);
      assertRefusedInTime(1);
      assertRefusedInTime(CALLERS);
      await()
          .atMost(NOTICED.minusNanos(System.nanoTime() - begin))
          .until(() -> health().contains("no link"));
      while (System.nanoTime() - begin < FROZEN.toNanos()) {
        assertRefusedInTime(1);
      }
    } finally {
      pbx.thaw();
    }
    assertRecordsOnce(call);
  }

  private void recordOnce() {
    assertThat(crm.start("410", TestEnvironment.newTag()).body()).isEqualTo("OK");
    assertThat(crm.stop("410").body()).isEqualTo("OK");
  }

  private void assertRefusedInTime(int callers) {
    List<String> tags = Stream.generate(TestEnvironment::newTag).limit(callers).toList();
    refused.addAll(tags);
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      tags.stream()
          .map(tag -> CompletableFuture.runAsync(() -> assertRefusedInTime(tag), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private void assertRefusedInTime(String tag) {
    long asked = System.nanoTime();
    HttpResponse<String> answer = crm.start("410", tag);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(ANSWER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains("PBX_UNAVAILABLE");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private void assertRecordsOnce(PhoneCall call) {
    String tag = TestEnvironment.newTag();
    HttpResponse<String> started =
        await()
            .atMost(TestEnvironment.SOON)
            .until(() -> crm.start("410", tag), answer -> answer.statusCode() == 200);
    String id = started.headers().firstValue("X-Recording-Id").orElseThrow();
    assertThat(refused)
        .as("a PBX that tells nothing is not asked to record")
        .allSatisfy(this::assertNoRecording);
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(() -> assertThat(RecordersOf.channel(pbx, call)).containsExactly(id));
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    assertThat(RecordersOf.channel(pbx, call)).isEmpty();
    call.hangUp();
    assertThat(crm.wav(tag, "max").duration()).isGreaterThan(Duration.ofMillis(700));
  }

  private void assertNoRecording(String tag) {
    assertThat(crm.json("/recordings?tag=" + Crm.encoded(tag)).get("items")).isEmpty();
  }

  /** What the health check says of this PBX. */
  private String health() {
    String name = "\"ast" + version.number() + "\":\"";
    String health = server.health();
    int at = health.indexOf(name);
    assertThat(at).as(health).isNotNegative();
    return health.substring(at + name.length(), health.indexOf('"', at + name.length()));
  }
}
