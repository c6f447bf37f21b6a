package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * How long it takes to be told that there is no such recording does not tell whether there is one.
 * The times are compared by their ranks (Mann and Whitney 1947), so that a stall of the machine
 * counts as one late answer and no more.
 */
@ExtendWith(BedExtension.class)
class EqualTimesIT {

  private static final int ROUNDS = Integer.getInteger("times.rounds", 100);
  private static final int WARM_UP = 20;
  private static final long SEED = Long.getLong("times.seed", System.nanoTime());

  /** Standard deviations; of equal times one comparison in two million is further apart. */
  private static final double FAR = 5;

  private enum Kind {
    PRIVATE,
    DELETED,
    UNKNOWN
  }

  private record Names(String id, String tag) {}

  private final RecorderServer server;
  private final AsteriskLab pbx;
  private final Crm crm;
  private final Random chance = new Random(SEED);
  private final Map<Kind, Names> recordings = new EnumMap<>(Kind.class);

  EqualTimesIT(TestEnvironment bed) {
    this.server = bed.server();
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void private_deleted_and_unknown_take_the_same_time() {
    for (Kind kind : List.of(Kind.PRIVATE, Kind.DELETED)) {
      recordings.put(kind, recorded(TestEnvironment.newTag()));
    }
    recordings.put(Kind.UNKNOWN, new Names(UUID.randomUUID().toString(), "no such tag"));
    assertThat(crm.patch(names(Kind.PRIVATE).id(), "{\"private\": true}")).isEqualTo(200);
    assertThat(crm.delete(names(Kind.DELETED).id())).isEqualTo(204);

    assertSame("GET", this::byGet);
    assertSame("SOAP", this::bySoap);
    assertSame("JSON", this::byJson);
  }

  private Names recorded(String tag) {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    crm.start("410", tag);
    TestEnvironment.letTalk(call, Duration.ofSeconds(1));
    call.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> crm.retrieve(tag, "fred").statusCode() == 200);
    return new Names(crm.recording(tag).get("id").asText(), tag);
  }

  private Names names(Kind kind) {
    return Objects.requireNonNull(recordings.get(kind));
  }

  /** Of his own extension, so that nothing but the mark is in the way. */
  private HttpRequest byGet(Names names) {
    return crm.request("method=retrieve&tag=" + Crm.encoded(names.tag()) + "&username=fred")
        .build();
  }

  private HttpRequest bySoap(Names names) {
    String envelope = Crm.envelope("retrieve", Map.of("tag", names.tag(), "username", "fred"));
    return crm.request("")
        .header("Content-Type", "text/xml; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(envelope))
        .build();
  }

  /** By a client who may fetch, and not see what is marked. */
  private HttpRequest byJson(Names names) {
    byte[] reader = ("reader:" + Crm.SECRET).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(server.api("/recordings/") + names.id() + "/audio"))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(reader))
        .timeout(TestEnvironment.SOON)
        .build();
  }

  @FunctionalInterface
  private interface Endpoint {
    HttpRequest ask(Names names);
  }

  private void assertSame(String name, Endpoint endpoint) {
    Map<Kind, long[]> times = measure(endpoint);
    long[] unknown = Objects.requireNonNull(times.get(Kind.UNKNOWN));
    for (Kind kind : List.of(Kind.PRIVATE, Kind.DELETED)) {
      double apart = apart(Objects.requireNonNull(times.get(kind)), unknown);
      System.out.printf("times: %s, %s: %.1f of %s%n", name, kind, apart, medians(times));
      assertThat(apart)
          .as("%s: %s and unknown, seed %d, medians of %s", name, kind, SEED, medians(times))
          .isLessThan(FAR);
    }
    long[] twice = Arrays.stream(unknown).map(time -> 2 * time).toArray();
    assertThat(apart(twice, unknown)).as("of twice the time it would tell").isGreaterThan(FAR);
  }

  /** All kinds in each round, in an order that chance chooses. */
  private Map<Kind, long[]> measure(Endpoint endpoint) {
    List<Kind> order = new ArrayList<>(List.of(Kind.values()));
    Map<Kind, long[]> times = new EnumMap<>(Kind.class);
    order.forEach(kind -> times.put(kind, new long[ROUNDS]));
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      Collections.shuffle(order, chance);
      for (Kind kind : order) {
        long took = nanos(endpoint.ask(names(kind)));
        if (round >= 0) {
          Objects.requireNonNull(times.get(kind))[round] = took;
        }
      }
    }
    return times;
  }

  private long nanos(HttpRequest request) {
    long begin = System.nanoTime();
    int status = crm.send(request).statusCode();
    long took = System.nanoTime() - begin;
    assertThat(status).isNotEqualTo(200);
    return took;
  }

  /** How many standard deviations the sum of one side's ranks is off what chance makes of it. */
  private static double apart(long[] ones, long[] others) {
    long[] all = LongStream.concat(Arrays.stream(ones), Arrays.stream(others)).sorted().toArray();
    double ranks =
        Arrays.stream(ones).mapToDouble(time -> 1 + Arrays.binarySearch(all, time)).sum();
    double expected = ones.length * (all.length + 1) / 2.0;
    double deviation = Math.sqrt(expected * (all.length - ones.length) / 6.0);
    return Math.abs(ranks - expected) / deviation;
  }

  private static String medians(Map<Kind, long[]> times) {
    List<String> medians = new ArrayList<>();
    times.forEach(
        (kind, each) -> {
          long[] sorted = each.clone();
          Arrays.sort(sorted);
          medians.add(kind + " " + sorted[sorted.length / 2] / 1_000 + " us");
        });
    return String.join(", ", medians);
  }
}
