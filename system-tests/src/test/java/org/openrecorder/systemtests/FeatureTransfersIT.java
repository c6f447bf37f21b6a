package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.ami.AmiMessage;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.Endpoint;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;

/** Who is heard when, in a recording whose call Asterisk's own features hand on. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class FeatureTransfersIT {

  private final AsteriskLab pbx;
  private final Crm crm;
  private final TransferScenario hands;

  FeatureTransfersIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
    this.hands = new TransferScenario(pbx, crm);
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /**
   * As if the feature code and 412 had been dialled at that phone; 412 talks to it when it returns.
   */
  private PhoneCall askBack(String endpoint) {
    hands.colleague();
    pbx.manager()
        .succeed(
            "Atxfer",
            "Channel",
            hands.channelOf(endpoint).name(),
            "Context",
            "lab",
            "Exten",
            "412");
    PhoneCall inquiry = hands.liveCallAt("412").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(inquiry, TestEnvironment.SOON);
    return inquiry;
  }

  /** That phone's call waits in the car park, and the one it talked to is gone. */
  private String park(String endpoint) {
    return park(hands.channelOf(endpoint), "Timeout", "60000");
  }

  private String park(LiveChannel channel, String... arguments) {
    pbx.manager().succeed(AmiMessage.action("Park", arguments).with("Channel", channel.name()));
    return pbx.manager()
        .await(
            event ->
                event.isEvent("ParkedCall")
                    && event.get("ParkeeUniqueid").equals(channel.uniqueId()),
            TestEnvironment.SOON)
        .get("ParkingSpace");
  }

  private PhoneCall call(String extension) {
    PhoneCall call = pbx.phone("412").call(extension).awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(call, TestEnvironment.SOON);
    return call;
  }

  @Test
  void the_other_one_asks_back_by_a_feature_code_and_the_recorded_one_stays() {
    PhoneCall call = hands.recorded();
    PhoneCall inquiry = askBack("411");
    hands.liveCallAt("411").hangUp();
    WavAnalysis wav = hands.heardAfter(inquiry);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void the_recorded_one_asks_back_by_keys_and_leaves() {
    PhoneCall call = hands.recorded();
    hands.colleague();
    hands.dial(call, "*2", "411");
    PhoneCall inquiry = hands.liveCallAt("412").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(inquiry, TestEnvironment.SOON);
    call.hangUp();
    WavAnalysis wav = hands.heardAfter(inquiry);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "411", "412", "410");
  }

  @Test
  void the_recorded_one_transfers_blind_by_keys_and_leaves() {
    PhoneCall call = hands.recorded();
    hands.colleague();
    hands.dial(call, "#1", "411");
    WavAnalysis wav = hands.heardAfter(pbx.phone("412"));
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "411", "412", "410");
  }

  @Test
  void the_recorded_one_is_parked_and_taken_back_by_another() {
    PhoneCall call = hands.recorded();
    PhoneCall taker = call(park("410"));
    WavAnalysis wav = hands.heardAfter(taker);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void the_recorded_one_parks_and_another_takes_back_who_was_parked() {
    PhoneCall call = hands.recorded();
    String space = park("411");
    call.awaitEnded(TestEnvironment.SOON);
    WavAnalysis wav = hands.heardAfter(call(space));
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "411", "412", "410");
    assertThat(hands.legs()).hasSize(2);
  }

  @Test
  void the_recorded_one_is_parked_and_comes_back_to_whoever_parked_it() {
    PhoneCall call = hands.recorded();
    PhoneCall before = hands.liveCallAt("411");
    LiveChannel parking = hands.channelOf("411");
    park(hands.channelOf("410"), "TimeoutChannel", parking.name(), "Timeout", "1000");
    before.awaitEnded(TestEnvironment.SOON);
    PhoneCall back = hands.liveCallAt("411").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(back, TestEnvironment.SOON);
    WavAnalysis wav = hands.heardAfter(back);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "411", "412");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void a_call_that_rings_is_picked_up_by_a_third_and_recorded_with_that_one() {
    pbx.phone("411").answering(Answering.byHand());
    PhoneCall call = pbx.phone("410").call("411").awaitRinging(TestEnvironment.SOON);
    pbx.awaitRinging(pbx.phone("411").calls().getFirst(), TestEnvironment.SOON);
    String ofCalled = TestEnvironment.newTag();
    assertThat(crm.start("410", hands.tag()).body()).isEqualTo("OK");
    assertThat(crm.start("411", ofCalled).body()).isEqualTo("OK");
    PhoneCall taker = pbx.phone("412").call("8411").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(call.awaitAnswered(TestEnvironment.SOON), TestEnvironment.SOON);
    TransferScenario.letTalk(call);
    taker.hangUp();
    TransferScenario.assertEnded(hands.heard(), "410", "412", "411");
    JsonNode notTaken = crm.recording(ofCalled);
    assertThat(notTaken.get("state").asText()).as(notTaken.toString()).isEqualTo("empty");
    assertThat(notTaken.get("reason").asText())
        .as(notTaken.toPrettyString())
        .isEqualTo("answered by 412");
    assertThat(crm.retrieve(hands.tag(), "ann").statusCode()).as("412 may hear it").isEqualTo(200);
  }

  @Test
  void both_are_led_into_a_conference_with_a_third_and_the_recorded_one_leaves_first() {
    PhoneCall call = hands.recorded();
    pbx.manager()
        .succeed(
            "Redirect",
            "Channel",
            hands.channelOf("410").name(),
            "ExtraChannel",
            hands.channelOf("411").name(),
            "Context",
            "lab",
            "Exten",
            "608",
            "Priority",
            "1",
            "ExtraContext",
            "lab",
            "ExtraExten",
            "608",
            "ExtraPriority",
            "1");
    PhoneCall third = pbx.phone("412").call("608").awaitAnswered(TestEnvironment.SOON);
    pbx.manager()
        .await(
            event -> event.isEvent("BridgeEnter") && event.get("BridgeNumChannels").equals("3"),
            TestEnvironment.SOON);
    TransferScenario.letTalk(call);
    call.hangUp();
    TransferScenario.letTalk(third);
    third.hangUp();
    hands.liveCallAt("411").hangUp();
    WavAnalysis wav = hands.heard();
    TransferScenario.assertBegan(wav);
    TransferScenario.assertAllHeardBefore(wav, begunAfter(lastLeg()));
    TransferScenario.assertEnded(wav, "411", "412", "410");
  }

  private JsonNode lastLeg() {
    JsonNode legs = hands.legs();
    return legs.get(legs.size() - 1);
  }

  private Duration begunAfter(JsonNode leg) {
    return Duration.between(startOf(hands.legs().get(0)), startOf(leg));
  }

  private static Instant startOf(JsonNode leg) {
    return Instant.parse(leg.get("startedAt").asText());
  }

  @Test
  void a_third_is_reached_through_local_channels_that_vanish_while_recorded() {
    PhoneCall call = hands.recorded();
    PhoneCall third = transfer("411", "613");
    pbx.manager().await(event -> event.isEvent("LocalOptimizationEnd"), TestEnvironment.SOON);
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void a_third_is_reached_through_local_channels_that_stay() {
    PhoneCall call = hands.recorded();
    PhoneCall third = transfer("411", "614");
    WavAnalysis wav = hands.heardAfter(third);
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
    assertThat(hands.legs().get(1).get("channel").asText()).contains("/412-");
  }

  /** That phone leaves its call to 412, which is reached by that extension. */
  private PhoneCall transfer(String endpoint, String extension) {
    hands.colleague();
    pbx.manager()
        .succeed(
            "BlindTransfer",
            "Channel",
            hands.channelOf(endpoint).name(),
            "Context",
            "lab",
            "Exten",
            extension);
    return hands.liveCallAt("412").awaitAnswered(TestEnvironment.SOON);
  }

  @Test
  void the_recorded_one_is_redirected_and_the_other_one_is_hung_up() {
    PhoneCall call = hands.recorded();
    hands.colleague();
    redirect("410", "412");
    WavAnalysis wav = hands.heardAfter(pbx.phone("412"));
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "412", "411");
    assertThat(call.awaitEnded(TestEnvironment.SOON)).isEqualTo("hung up by the other side");
  }

  private void redirect(String endpoint, String extension) {
    pbx.manager()
        .succeed(
            "Redirect",
            "Channel",
            hands.channelOf(endpoint).name(),
            "Context",
            "lab",
            "Exten",
            extension,
            "Priority",
            "1");
  }

  @Test
  void local_channels_vanish_in_mid_call_which_is_then_held_and_resumed() {
    pbx.phone("411").answering(Answering.byHand());
    PhoneCall call = pbx.phone("410").call("612");
    PhoneCall other = hands.liveCallAt("411");
    LiveChannel local = keptByARecorderOfOthers();
    other.answer();
    pbx.awaitTalking(call.awaitAnswered(TestEnvironment.SOON), TestEnvironment.SOON);
    hands.record();
    TransferScenario.letTalk(call);
    assertThat(pbx.manager().channels()).as("with the Local ones").hasSize(4);
    pbx.manager().succeed("StopMixMonitor", "Channel", local.name());
    pbx.manager().await(event -> event.isEvent("LocalOptimizationEnd"), TestEnvironment.SOON);
    TransferScenario.letTalk(call);
    other.hold();
    TransferScenario.letTalk(call);
    other.resume();
    TransferScenario.letTalk(call);
    call.hangUp();
    WavAnalysis wav = hands.heard();
    TransferScenario.assertBegan(wav);
    TransferScenario.assertEnded(wav, "410", "411", "412");
    assertThat(wav.shareWith(Endpoint.MUSIC_ON_HOLD_TONE)).isBetween(0.05, 0.6);
  }

  /** A Local channel, which does not vanish as long as it is recorded itself. */
  private LiveChannel keptByARecorderOfOthers() {
    LiveChannel local =
        pbx.manager().channels().stream().filter(LiveChannel::isLocal).findFirst().orElseThrow();
    pbx.manager()
        .succeed("MixMonitor", "Channel", local.name(), "File", "kept-" + hands.tag() + ".wav");
    return local;
  }
}
