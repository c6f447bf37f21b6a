package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.phone.SipPhone;

/** A recorded call that changes hands at one PBX, and who is heard when in what comes of it. */
final class TransferScenario {

  private static final Duration TALK = Duration.ofMillis(1_600);

  /** What is looked at, at either end: less than a conversation lasts. */
  private static final Duration PART = Duration.ofMillis(1_100);

  private final AsteriskLab pbx;
  private final Crm crm;
  private final String tag = TestEnvironment.newTag();

  TransferScenario(AsteriskLab pbx, Crm crm) {
    this.pbx = pbx;
    this.crm = crm;
  }

  String tag() {
    return tag;
  }

  /** 410 talks to 411 and is recorded. */
  PhoneCall recorded() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    record();
    letTalk(call);
    return call;
  }

  /** The CRM has 410 recorded. */
  void record() {
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
  }

  /** 412, who takes calls at once. */
  SipPhone colleague() {
    return pbx.phone("412").answering(Answering.after(Duration.ofMillis(200)));
  }

  static void letTalk(PhoneCall call) {
    TestEnvironment.letTalk(call, TALK);
  }

  /** The call that goes on at that phone; those of earlier tests have ended. */
  PhoneCall liveCallAt(String endpoint) {
    SipPhone phone = pbx.phone(endpoint);
    PhoneCall call = phone.awaitCall(TestEnvironment.SOON);
    while (call.hasEnded()) {
      call = phone.awaitCall(TestEnvironment.SOON);
    }
    return call;
  }

  LiveChannel channelOf(String endpoint) {
    return pbx.manager().channelOf(endpoint);
  }

  /**
   * Presses a feature's code and then, when the party at that phone hears music, the number of the
   * colleague.
   */
  void dial(PhoneCall call, String code, String waiting) {
    LiveChannel held = channelOf(waiting);
    call.press(code);
    pbx.manager().await("MusicOnHoldStart", held, TestEnvironment.SOON);
    call.press("412");
  }

  /** The third one is called into the call, talks, and hangs up. */
  WavAnalysis heardAfter(SipPhone third) {
    return heardAfter(liveCallAt(third.endpoint()).awaitAnswered(TestEnvironment.SOON));
  }

  /** The third one is in the call, talks, and hangs up. */
  WavAnalysis heardAfter(PhoneCall third) {
    letTalk(third);
    third.hangUp();
    return heard();
  }

  /** The recording, when the call is over: as long as its legs say, and silent between them. */
  WavAnalysis heard() {
    WavAnalysis wav = wav();
    Legs.of(crm.recording(tag)).assertHeardIn(wav);
    return wav;
  }

  /**
   * The recording, when the call is over, however long: while a party dials, Asterisk lets some of
   * its audio go by.
   */
  WavAnalysis wav() {
    return crm.wav(tag, "max");
  }

  static void assertBegan(WavAnalysis wav) {
    assertHeard(wav, Duration.ZERO, PART, "410", "411", "412");
  }

  static void assertEnded(WavAnalysis wav, String one, String other, String not) {
    assertHeard(wav, wav.duration().minus(PART), wav.duration().minusMillis(100), one, other, not);
  }

  /** The same, where what is wrong may be told by the legs. */
  void assertEndedInLegs(WavAnalysis wav, String one, String other, String not) {
    String legs = " of " + legs();
    assertHeard(
        wav, wav.duration().minus(PART), wav.duration().minusMillis(100), one, other, not, legs);
  }

  /** Up to then all three are heard at once. */
  static void assertAllHeardBefore(WavAnalysis wav, Duration then) {
    for (String endpoint : new String[] {"410", "411", "412"}) {
      assertThat(wav.toneAt(tone(endpoint), then.minus(PART), then.minusMillis(200)))
          .as(endpoint + " before " + then + " in " + wav)
          .isTrue();
    }
  }

  private static void assertHeard(
      WavAnalysis wav, Duration from, Duration to, String one, String other, String not) {
    assertHeard(wav, from, to, one, other, not, "");
  }

  private static void assertHeard(
      WavAnalysis wav,
      Duration from,
      Duration to,
      String one,
      String other,
      String not,
      String legs) {
    String where = " from " + from + " in " + wav + legs;
    assertThat(wav.shareWith(tone(one), from, to)).as(one + where).isGreaterThanOrEqualTo(0.5);
    assertThat(wav.shareWith(tone(other), from, to)).as(other + where).isGreaterThanOrEqualTo(0.5);
    assertThat(wav.toneAt(tone(not), from, to)).as(not + where).isFalse();
  }

  static int tone(String endpoint) {
    return Endpoint.named(endpoint).tone();
  }

  JsonNode legs() {
    return crm.recording(tag).get("legs");
  }
}
