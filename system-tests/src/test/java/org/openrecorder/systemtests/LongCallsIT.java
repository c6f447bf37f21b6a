package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;

/**
 * Many calls are recorded at once while the link to the PBX is broken again and again, and some of
 * them end while it is. The long form is {@code system-tests/long-calls}; the seed chooses when it
 * breaks, how, and which calls end then.
 */
@ExtendWith(BedExtension.class)
@BedExtension.Own
class LongCallsIT {

  private static final int RECORDINGS = Integer.getInteger("long.recordings", 12);
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("long.seconds", 9));
  private static final int BREAKS = Integer.getInteger("long.breaks", 3);
  private static final long SEED = Long.getLong("long.seed", 5);

  private static final List<String> PHONES = List.of("410", "411", "412", "413");

  /** Plays a tone for ever. */
  private static final String TONE = "604";

  /** Says nothing for ever. */
  private static final String SILENCE = "605";

  private static final int MOST_FROZEN_MILLIS = 4_000;

  /** The part of a call that its recording has at least, unless it says what is missing. */
  private static final double PART = 0.98;

  /** What beginning and end may cost, which is much of a call of some seconds. */
  private static final Duration EDGES = Duration.ofMillis(400);

  private static final Set<String> KEPT = Set.of("available", "interrupted");
  private static final Duration BOUND = Duration.ofMinutes(2);

  private final Random chance = new Random(SEED);
  private final List<Recorded> recorded = new ArrayList<>();
  private final Map<String, Integer> states = new TreeMap<>();
  private double shortest = Double.MAX_VALUE;

  private final AsteriskLab pbx;
  private final AmiTap tap;
  private final RecorderServer server;
  private final Crm crm;

  LongCallsIT(TestEnvironment bed) {
    AsteriskVersion version = AsteriskVersion.of("22");
    this.pbx = bed.pbx(version);
    this.tap = bed.tap(version);
    this.server = bed.server();
    this.crm = bed.crm();
  }

  /** A call that is being recorded, since when it is and how long it was. */
  private static final class Recorded {
    private final LiveChannel channel;
    private final String id;
    private final long since;
    private Duration lasted = Duration.ZERO;

    Recorded(LiveChannel channel, String id) {
      this.channel = channel;
      this.id = id;
      this.since = System.nanoTime();
    }

    boolean goesOn() {
      return lasted.isZero();
    }
  }

  @AfterEach
  void quiet() {
    tap.thaw();
    TestEnvironment.quiet(pbx);
  }

  @Test
  void none_is_missing_and_none_is_short_without_saying_so() {
    call();
    for (int i = 0; i < BREAKS; i++) {
      talkOn(LENGTH.dividedBy(BREAKS + 1L));
      breakTheLink();
    }
    talkOn(LENGTH.dividedBy(BREAKS + 1L));
    recorded.stream().filter(Recorded::goesOn).forEach(this::hangUp);
    recorded.forEach(this::check);
    System.out.printf(
        "long calls, seed %d: %d recordings of %d s, the link broken %d times: %s; the shortest has %.1f %% of its call%n",
        SEED, recorded.size(), LENGTH.toSeconds(), BREAKS, states, 100 * shortest);
  }

  private void call() {
    PHONES.forEach(phone -> pbx.phone(phone).call(TONE).awaitAnswered(TestEnvironment.SOON));
    int others = RECORDINGS - PHONES.size();
    for (int i = 0; i < others; i++) {
      pbx.manager().originate("Local/" + TONE + "@lab/n", SILENCE);
    }
    await().atMost(BOUND).until(() -> ends().size() == RECORDINGS);
    ends().forEach(this::record);
  }

  /** One channel of each call. */
  private List<LiveChannel> ends() {
    return pbx.manager().channels().stream()
        .filter(channel -> !channel.isLocal() || channel.name().endsWith(";1"))
        .toList();
  }

  private void record(LiveChannel channel) {
    HttpResponse<String> answer = crm.start(channel.uniqueId(), "long " + channel.uniqueId());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    recorded.add(
        new Recorded(channel, answer.headers().firstValue("X-Recording-Id").orElseThrow()));
  }

  private static void talkOn(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await().atMost(time.plus(TestEnvironment.SOON)).until(() -> System.nanoTime() > end);
  }

  /** Cuts the line, or lets nothing pass for a while first; now and then a call ends meanwhile. */
  private void breakTheLink() {
    boolean frozen = chance.nextBoolean();
    if (frozen) {
      tap.freeze();
    } else {
      tap.cut();
    }
    recorded.stream()
        .filter(Recorded::goesOn)
        .skip(chance.nextInt(RECORDINGS))
        .limit(1)
        .forEach(this::hangUp);
    if (frozen) {
      talkOn(Duration.ofMillis(chance.nextInt(MOST_FROZEN_MILLIS)));
      tap.cut();
      tap.thaw();
    }
    await().atMost(BOUND).until(() -> server.health().startsWith("{\"status\":\"UP\""));
  }

  private void hangUp(Recorded call) {
    call.lasted = Duration.ofNanos(System.nanoTime() - call.since);
    pbx.manager().hangUp(call.channel);
  }

  private void check(Recorded call) {
    await().atMost(BOUND).until(() -> KEPT.contains(stateOf(call)));
    JsonNode recording = crm.json("/recordings/" + call.id);
    states.merge(stateOf(call), 1, Integer::sum);
    byte[] audio = crm.audio(call.id);
    assertThat(DigestUtils.sha256Hex(audio)).isEqualTo(recording.get("sha256").asText());
    Duration plays = WavAnalysis.of(audio).duration();
    shortest = Math.min(shortest, (double) plays.toMillis() / call.lasted.toMillis());
    if (recording.get("reason").isNull()) {
      assertThat(plays.plus(EDGES).toMillis())
          .as("%s of a call of %s", recording, call.lasted)
          .isGreaterThanOrEqualTo((long) (PART * call.lasted.toMillis()));
    }
  }

  private String stateOf(Recorded call) {
    return crm.json("/recordings/" + call.id).get("state").asText();
  }
}
