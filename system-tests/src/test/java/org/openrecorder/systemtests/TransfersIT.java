package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
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
import org.openrecorder.lab.phone.SipPhone;

/** Who is heard when, in a recording whose call changes hands. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class TransfersIT {

  private static final Duration TALK = Duration.ofSeconds(3);

  /** What is looked at, at either end: less than a conversation lasts. */
  private static final Duration PART = Duration.ofMillis(1_500);

  private final AsteriskLab pbx;
  private final Crm crm;
  private final String tag = Bed.newTag();

  TransfersIT(AsteriskVersion version, Bed bed) {
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    Bed.quiet(pbx);
  }

  /** 410 talks to 411 and is recorded. */
  private PhoneCall recorded() {
    PhoneCall call = Bed.talk(pbx, "410", "411");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    Bed.letTalk(call, TALK);
    return call;
  }

  private SipPhone colleague() {
    return pbx.phone("412").answering(Answering.after(Duration.ofMillis(200)));
  }

  /** The call that goes on at that phone; those of earlier tests have ended. */
  private PhoneCall liveCallAt(String endpoint) {
    SipPhone phone = pbx.phone(endpoint);
    PhoneCall call = phone.awaitCall(Bed.SOON);
    while (call.hasEnded()) {
      call = phone.awaitCall(Bed.SOON);
    }
    return call;
  }

  private LiveChannel channelOf411() {
    return pbx.manager().channelOf("411");
  }

  /** The third one has come into the call, talks, and hangs up. */
  private WavAnalysis heardAfter(SipPhone third) {
    PhoneCall call = liveCallAt(third.endpoint()).awaitAnswered(Bed.SOON);
    Bed.letTalk(call, TALK);
    call.hangUp();
    return crm.wav(tag, "max");
  }

  private static void assertHeard(
      WavAnalysis wav, Duration from, Duration to, String one, String other, String not) {
    assertThat(wav.toneAt(tone(one), from, to)).as(one + " in " + wav).isTrue();
    assertThat(wav.toneAt(tone(other), from, to)).as(other + " in " + wav).isTrue();
    assertThat(wav.toneAt(tone(not), from, to)).as(not + " in " + wav).isFalse();
  }

  private static int tone(String endpoint) {
    return Endpoint.named(endpoint).tone();
  }

  private static void assertBegan(WavAnalysis wav) {
    assertHeard(wav, Duration.ZERO, PART, "410", "411", "412");
  }

  private static void assertEnded(WavAnalysis wav, String one, String other, String not) {
    assertHeard(wav, wav.duration().minus(PART), wav.duration().minusMillis(100), one, other, not);
  }

  private JsonNode legs() {
    return crm.recording(tag).get("legs");
  }

  @Test
  void the_recorded_one_transfers_blind_and_leaves() {
    SipPhone third = colleague();
    PhoneCall call = recorded();
    call.refer("412");
    WavAnalysis wav = heardAfter(third);
    assertBegan(wav);
    assertEnded(wav, "411", "412", "410");
    assertThat(legs()).hasSize(2);
    assertThat(legs().get(1).get("channel").asText()).contains("/411-");
  }

  @Test
  void the_recorded_one_asks_back_transfers_and_leaves() {
    SipPhone third = colleague();
    PhoneCall call = recorded();
    call.hold();
    PhoneCall inquiry = pbx.phone("410").call("412").awaitAnswered(Bed.SOON);
    pbx.awaitTalking(inquiry, Bed.SOON);
    call.referReplacing(inquiry);
    WavAnalysis wav = heardAfter(third);
    assertBegan(wav);
    assertEnded(wav, "411", "412", "410");
    assertThat(legs()).hasSize(2);
  }

  @Test
  void the_other_one_transfers_blind_and_the_recorded_one_stays() {
    SipPhone third = colleague();
    PhoneCall call = recorded();
    liveCallAt("411").refer("412");
    WavAnalysis wav = heardAfter(third);
    assertBegan(wav);
    assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(Bed.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void the_recorded_one_is_told_by_the_pbx_to_transfer_blind() {
    SipPhone third = colleague();
    PhoneCall call = recorded();
    pbx.manager()
        .succeed(
            "BlindTransfer",
            "Channel",
            pbx.channelOf(call).name(),
            "Context",
            "lab",
            "Exten",
            "412");
    WavAnalysis wav = heardAfter(third);
    assertBegan(wav);
    assertEnded(wav, "411", "412", "410");
    assertThat(legs()).hasSize(2);
  }

  @Test
  void the_other_one_asks_back_and_transfers_and_the_recorded_one_stays() {
    SipPhone third = colleague();
    PhoneCall call = recorded();
    PhoneCall other = liveCallAt("411");
    other.hold();
    PhoneCall inquiry = pbx.phone("411").call("412").awaitAnswered(Bed.SOON);
    pbx.awaitTalking(inquiry, Bed.SOON);
    other.referReplacing(inquiry);
    WavAnalysis wav = heardAfter(third);
    assertBegan(wav);
    assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(Bed.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void the_other_one_is_redirected_and_the_recorded_one_is_hung_up() {
    SipPhone third = colleague();
    PhoneCall call = recorded();
    pbx.manager()
        .succeed(
            "Redirect",
            "Channel",
            channelOf411().name(),
            "Context",
            "lab",
            "Exten",
            "412",
            "Priority",
            "1");
    call.awaitEnded(Bed.SOON);
    WavAnalysis wav = heardAfter(third);
    assertBegan(wav);
    assertEnded(wav, "411", "412", "410");
    assertThat(legs()).hasSize(2);
  }
}
