package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.fault.Fault;
import org.openrecorder.lab.fault.FaultProxy;
import org.openrecorder.lab.fault.Way;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * A PBX says more than the server can take in, while two calls are recorded. What is too much is
 * made by a proxy: a conference of many whose members go from one room to another and back.
 */
class EventFloodIT {

  private static final int MEMBERS = 2_000;
  private static final int MOVES = Integer.getInteger("flood.events", 100_000);

  private static final Duration TALK = Duration.ofSeconds(1);
  private static final Duration OVER = Duration.ofMinutes(1);

  /** What the heap may keep of it; the text of the flood alone is twice as much. */
  private static final long KEPT_BYTES = 10_000_000;

  @TempDir Path folder;
  private AsteriskLab pbx;
  private FaultProxy proxy;
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    proxy = FaultProxy.before(pbx.managerPort());
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("flooded", pbx, proxy.port()));
    settings.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m");
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    server.close();
    proxy.close();
    pbx.close();
  }

  @Test
  void what_is_too_much_is_counted_and_the_state_built_anew_and_no_recording_suffers() {
    PhoneCall goesOn = TestEnvironment.talk(pbx, "410", "411");
    PhoneCall ends = TestEnvironment.talk(pbx, "412", "413");
    assertThat(crm.start("410", "goes on").body()).isEqualTo("OK");
    assertThat(crm.start("412", "ends").body()).isEqualTo("OK");
    TestEnvironment.letTalk(ends, TALK);
    ResourceUsage before = ResourceUsage.of(server);

    proxy.arm(Way.BACK, 0, new Fault.Flood(flood()));
    await().atMost(TestEnvironment.SOON).until(proxy::hasFired);
    ends.hangUp();
    await().atMost(OVER).until(this::startsAreAnsweredUntilEventsAreDropped);
    await().atMost(OVER).until(this::theFloodIsWorkedOff);

    assertHeard("ends", TALK, "412", "413");
    assertThat(RecordersOf.channel(pbx, goesOn)).hasSize(1);
    TestEnvironment.letTalk(goesOn, TALK);
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    goesOn.hangUp();
    assertHeard("goes on", TALK.multipliedBy(2), "410", "411");
    assertThat(ResourceUsage.of(server).heapBytes()).isLessThan(before.heapBytes() + KEPT_BYTES);
  }

  private boolean startsAreAnsweredUntilEventsAreDropped() {
    assertThat(crm.start("410", "goes on").statusCode()).isIn(200, 503);
    return metric("events_dropped_total") > 0;
  }

  /** The picture may be right for a moment while the rest of the flood is still coming. */
  private boolean theFloodIsWorkedOff() {
    return metric("pbx_in_sync") == 1
        && metric("channels") == 2
        && metric("events_waiting") < MEMBERS;
  }

  private void assertHeard(String tag, Duration atLeast, String one, String other) {
    WavAnalysis wav = crm.wav(tag, "max");
    assertThat(wav.duration()).isGreaterThan(atLeast);
    assertThat(wav.shareWith(Endpoint.named(one).tone())).isGreaterThan(0.7);
    assertThat(wav.shareWith(Endpoint.named(other).tone())).isGreaterThan(0.7);
  }

  private double metric(String name) {
    return crm.metric("openrecorder_" + name + "{pbx=\"flooded\"}");
  }

  private static List<String> flood() {
    Stream<String> come =
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> "Event: Newchannel\r\n" + member(i) + "CallerIDNum: 9\r\n\r\n");
    Stream<String> move =
        IntStream.range(0, MOVES)
            .mapToObj(
                i ->
                    "Event: BridgeEnter\r\nBridgeUniqueid: room-%d\r\nBridgeTechnology: softmix\r\n%s\r\n"
                        .formatted(i / MEMBERS % 2, member(i % MEMBERS)));
    return Stream.concat(come, move).toList();
  }

  private static String member(int number) {
    return """
           Privilege: call,all\r
           Channel: PJSIP/member-%1$08x\r
           ChannelState: 6\r
           ChannelStateDesc: Up\r
           Uniqueid: 1000000000.%1$d\r
           Linkedid: 1000000000.%1$d\r
           """
        .formatted(number);
  }
}
