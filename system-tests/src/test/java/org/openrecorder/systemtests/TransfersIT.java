package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.phone.SipPhone;

/** Who is heard when, in a recording whose call changes hands. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class TransfersIT {

  private final AsteriskLab pbx;
  private final TransferScenario hands;

  TransfersIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.hands = new TransferScenario(pbx, bed.crm());
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void the_recorded_one_transfers_blind_and_leaves() {
    SipPhone third = hands.colleague();
    PhoneCall call = hands.recorded();
    call.refer("412");
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "411", "412", "410");
    assertThat(hands.legs()).hasSize(2);
    assertThat(hands.legs().get(1).get("channel").asText()).contains("/411-");
  }

  @Test
  void the_recorded_one_asks_back_transfers_and_leaves() {
    SipPhone third = hands.colleague();
    PhoneCall call = hands.recorded();
    call.hold();
    PhoneCall inquiry = pbx.phone("410").call("412").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(inquiry, TestEnvironment.SOON);
    call.referReplacing(inquiry);
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "411", "412", "410");
  }

  @Test
  void the_other_one_transfers_blind_and_the_recorded_one_stays() {
    SipPhone third = hands.colleague();
    PhoneCall call = hands.recorded();
    hands.liveCallAt("411").refer("412");
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void the_recorded_one_is_told_by_the_pbx_to_transfer_blind() {
    SipPhone third = hands.colleague();
    PhoneCall call = hands.recorded();
    pbx.manager()
        .succeed(
            "BlindTransfer",
            "Channel",
            pbx.channelOf(call).name(),
            "Context",
            "lab",
            "Exten",
            "412");
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "411", "412", "410");
    assertThat(hands.legs()).hasSize(2);
  }

  @Test
  void the_other_one_asks_back_and_transfers_and_the_recorded_one_stays() {
    SipPhone third = hands.colleague();
    PhoneCall call = hands.recorded();
    PhoneCall other = hands.liveCallAt("411");
    other.hold();
    PhoneCall inquiry = pbx.phone("411").call("412").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(inquiry, TestEnvironment.SOON);
    other.referReplacing(inquiry);
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void the_other_one_is_redirected_and_the_recorded_one_is_hung_up() {
    SipPhone third = hands.colleague();
    PhoneCall call = hands.recorded();
    pbx.manager()
        .succeed(
            "Redirect",
            "Channel",
            hands.channelOf("411").name(),
            "Context",
            "lab",
            "Exten",
            "412",
            "Priority",
            "1");
    call.awaitEnded(TestEnvironment.SOON);
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "411", "412", "410");
    assertThat(hands.legs()).hasSize(2);
  }
}
