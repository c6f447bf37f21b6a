package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Who is heard in a recording whose parties are parted for a while and talk to each other again.
 * Debian's Asterisk 22 leaves a voice out of older recorders when its RTP packets have a lower
 * number than what the channel was sent before (ADR 35): here the colleague who is asked in between
 * has the highest numbers, and whoever comes back has lower ones.
 */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class ComeBackIT {

  private static final int AFTER_ALL_OTHERS = 63_000;
  private static final int BEFORE_ALL_OTHERS = 34_000;

  /** Long enough for the recording to have come to rest. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final AsteriskLab pbx;
  private final TransferScenario hands;

  ComeBackIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.hands = new TransferScenario(pbx, bed.crm());
    pbx.phone("412").numberingFrom(AFTER_ALL_OTHERS);
  }

  @AfterEach
  void quiet() {
    for (String endpoint : new String[] {"411", "412"}) {
      pbx.phone(endpoint).numberingFrom(Endpoint.named(endpoint).firstPacket());
    }
    TestEnvironment.quiet(pbx);
  }

  /** They hear each other again, go on talking, and are heard to the end. */
  private void assertHeardToTheEnd(PhoneCall call, PhoneCall other) {
    awaitHearing(call, "411");
    awaitHearing(other, "410");
    TransferScenario.letTalk(call);
    call.hangUp();
    // Asterisk may leave who has just lost the second partner alone in a bridge
    pbx.phone("411").hangUpAll();
    pbx.phone("412").hangUpAll();
    Awaitility.await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(() -> assertThat(pbx.manager().channels()).as("of the PBX").isEmpty());
    WavAnalysis wav = hands.wav();
    TransferScenario.assertBegan(wav);
    hands.assertEndedInLegs(wav, "410", "411", "412");
  }

  private static void awaitHearing(PhoneCall call, String endpoint) {
    int tone = TransferScenario.tone(endpoint);
    call.forgetHeard();
    Awaitility.await()
        .atMost(TestEnvironment.SOON)
        .until(() -> call.heard(Duration.ofMillis(200)).toneAt(tone));
  }

  /** The colleague takes the call, and whoever waits meanwhile hears music. */
  private PhoneCall colleagueTalks() {
    PhoneCall colleague = hands.liveCallAt("412").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(colleague, TestEnvironment.SOON);
    TransferScenario.letTalk(colleague);
    return colleague;
  }

  private PhoneCall colleagueRings() {
    return hands.liveCallAt("412").awaitRinging(TestEnvironment.SOON);
  }

  private void letRing() {
    pbx.phone("412").answering(Answering.byHand());
  }

  @Test
  void the_other_one_holds_and_resumes() {
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    other.hold();
    awaitMusic(call);
    other.resume();
    assertHeardToTheEnd(call, other);
  }

  private static void awaitMusic(PhoneCall call) {
    call.forgetHeard();
    Awaitility.await()
        .atMost(TestEnvironment.SOON)
        .until(() -> call.heard(Duration.ofMillis(300)).toneAt(Endpoint.MUSIC_ON_HOLD_TONE));
  }

  @Test
  void the_recorded_one_holds_and_resumes_with_a_new_stream_of_audio() {
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    call.hold();
    awaitMusic(other);
    call.resumeAnew(BEFORE_ALL_OTHERS);
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_other_one_asks_a_colleague_who_rejects() {
    letRing();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    other.hold();
    PhoneCall inquiry = pbx.phone("411").call("412");
    awaitMusic(call);
    colleagueRings().hangUp();
    inquiry.awaitEnded(TestEnvironment.SOON);
    other.resume();
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_other_one_asks_a_colleague_who_answers_and_hangs_up() {
    hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    other.hold();
    PhoneCall inquiry = pbx.phone("411").call("412").awaitAnswered(TestEnvironment.SOON);
    colleagueTalks().hangUp();
    inquiry.awaitEnded(TestEnvironment.SOON);
    other.resume();
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_recorded_one_asks_by_keys_twice_and_is_rejected() {
    letRing();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    for (int i = 0; i < 2; i++) {
      hands.dial(call, "*2", "411");
      colleagueRings().hangUp();
      awaitHearing(call, "411");
      TransferScenario.letTalk(call);
      pbx.manager().forgetEvents();
    }
    TestEnvironment.letTalk(call, SETTLED);
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_recorded_one_asks_by_keys_and_breaks_off() {
    hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    hands.dial(call, "*2", "411");
    colleagueTalks();
    call.press("*1");
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_recorded_one_asks_by_keys_and_the_colleague_hangs_up() {
    hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    hands.dial(call, "*2", "411");
    colleagueTalks().hangUp();
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_recorded_one_asks_by_keys_and_goes_back_while_the_colleague_waits() {
    hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    hands.dial(call, "*2", "411");
    colleagueTalks();
    call.press("*4");
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_recorded_one_talks_to_both_until_the_colleague_leaves() {
    hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    hands.dial(call, "*2", "411");
    PhoneCall colleague = colleagueTalks();
    call.press("*5");
    awaitHearing(other, "412");
    colleague.hangUp();
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_other_one_asks_by_keys_and_breaks_off() {
    hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    hands.dial(other, "*2", "410");
    colleagueTalks();
    other.press("*1");
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_pbx_is_told_that_the_other_one_asks_a_colleague_and_that_it_is_off() {
    hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    String channel = hands.channelOf("411").name();
    pbx.manager().succeed("Atxfer", "Channel", channel, "Context", "lab", "Exten", "412");
    colleagueTalks();
    pbx.manager().succeed("CancelAtxfer", "Channel", channel);
    assertHeardToTheEnd(call, other);
  }

  @Test
  void the_pbx_is_told_to_connect_the_recorded_one_with_a_colleague_and_back() {
    PhoneCall colleague = pbx.phone("412").call("605").awaitAnswered(TestEnvironment.SOON);
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    LiveChannel own = hands.channelOf("410");
    LiveChannel back = hands.channelOf("411");
    bothListenTo("602", own, back);
    awaitMusic(call);
    connect(own, hands.channelOf("412"));
    awaitHearing(colleague, "410");
    TransferScenario.letTalk(call);
    connect(own, back);
    assertHeardToTheEnd(call, other);
  }

  private void bothListenTo(String extension, LiveChannel one, LiveChannel other) {
    pbx.manager()
        .succeed(
            "Redirect",
            "Channel",
            one.name(),
            "ExtraChannel",
            other.name(),
            "Context",
            "lab",
            "Exten",
            extension,
            "Priority",
            "1",
            "ExtraContext",
            "lab",
            "ExtraExten",
            extension,
            "ExtraPriority",
            "1");
  }

  private void connect(LiveChannel one, LiveChannel other) {
    pbx.manager().succeed("Bridge", "Channel1", one.name(), "Channel2", other.name());
  }

  @Test
  void the_recorded_one_is_parked_and_taken_back_by_whoever_parked_it() {
    PhoneCall call = hands.recorded();
    PhoneCall before = hands.liveCallAt("411");
    LiveChannel own = hands.channelOf("410");
    pbx.manager().succeed("Park", "Channel", own.name(), "Timeout", "60000");
    String space =
        pbx.manager()
            .await(
                event ->
                    event.isEvent("ParkedCall")
                        && event.get("ParkeeUniqueid").equals(own.uniqueId()),
                TestEnvironment.SOON)
            .get("ParkingSpace");
    before.awaitEnded(TestEnvironment.SOON);
    awaitMusic(call);
    pbx.phone("411").numberingFrom(BEFORE_ALL_OTHERS);
    PhoneCall other = pbx.phone("411").call(space).awaitAnswered(TestEnvironment.SOON);
    assertHeardToTheEnd(call, other);
  }

  @Test
  void who_is_recorded_while_music_plays_is_heard_with_whoever_comes_then() {
    PhoneCall call = pbx.phone("410").call("602").awaitAnswered(TestEnvironment.SOON);
    awaitMusic(call);
    hands.record();
    TransferScenario.letTalk(call);
    pbx.manager()
        .succeed(
            "Redirect",
            "Channel",
            hands.channelOf("410").name(),
            "Context",
            "lab",
            "Exten",
            "411",
            "Priority",
            "1");
    PhoneCall other = hands.liveCallAt("411").awaitAnswered(TestEnvironment.SOON);
    awaitHearing(call, "411");
    awaitHearing(other, "410");
    TransferScenario.letTalk(call);
    call.hangUp();
    hands.assertEndedInLegs(hands.wav(), "410", "411", "412");
  }
}
