package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
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

/** Which channel is recorded, when there are several or when it still rings. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class ChannelRulesIT {

  /** After the answer of the call; it usually takes 20 ms, on a busy machine 100 ms. */
  private static final Duration BEGUN = Duration.ofSeconds(1);

  private static final Duration TALK = Duration.ofSeconds(2);

  /** Enough to tell who is heard. */
  private static final Duration SHORT_TALK = Duration.ofMillis(1_200);

  private final AsteriskLab pbx;
  private final Crm crm;
  private final String tag = TestEnvironment.newTag();

  ChannelRulesIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  private String chosen(String extension) {
    HttpResponse<String> started = crm.start(extension, tag);
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    return started.headers().firstValue("X-Unique-Id").orElseThrow();
  }

  @Test
  void of_a_held_and_a_talking_call_the_talking_one_is_recorded() {
    PhoneCall held = TestEnvironment.talk(pbx, "410", "411");
    held.hold();
    pbx.manager().await("Hold", pbx.channelOf(held), TestEnvironment.SOON);
    PhoneCall talking = TestEnvironment.talk(pbx, "410", "412");
    assertThat(chosen("410")).isEqualTo(pbx.channelOf(talking).uniqueId());
    assertHeard(talking, "410", "412");
  }

  /** Lets them talk, hangs up, and listens to what was recorded of it. */
  private void assertHeard(PhoneCall call, String one, String other) {
    TestEnvironment.letTalk(call, SHORT_TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "max"), SHORT_TALK, one, other);
  }

  @Test
  void of_a_ringing_and_a_talking_call_the_talking_one_is_recorded() {
    PhoneCall talking = TestEnvironment.talk(pbx, "410", "411");
    pbx.phone("410").answering(Answering.byHand());
    PhoneCall incoming = pbx.phone("412").call("410").awaitRinging(TestEnvironment.SOON);
    PhoneCall ringing =
        pbx.phone("410").calls().stream()
            .filter(call -> !call.equals(talking))
            .findFirst()
            .orElseThrow();
    pbx.awaitRinging(ringing, TestEnvironment.SOON);
    assertThat(chosen("410")).isEqualTo(pbx.channelOf(talking).uniqueId());
    assertHeard(talking, "410", "411");
    incoming.hangUp();
  }

  @Test
  void of_two_talking_calls_none_is_guessed_and_both_are_named() {
    PhoneCall one = TestEnvironment.talk(pbx, "410", "411");
    PhoneCall other = TestEnvironment.talk(pbx, "410", "412");
    HttpResponse<String> answer = crm.start("410", tag);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains("AMBIGUOUS");
    assertThat(answer.body())
        .contains(pbx.channelOf(one).uniqueId(), pbx.channelOf(other).uniqueId());
    assertThat(chosen(pbx.channelOf(other).uniqueId())).as("the named one").isNotEmpty();
    assertHeard(other, "410", "412");
  }

  @Test
  void an_endpoint_s_name_may_have_dashes() {
    PhoneCall call = TestEnvironment.talk(pbx, "sales-desk", "411");
    assertThat(chosen("sales-desk")).isEqualTo(pbx.channelOf(call).uniqueId());
    assertHeard(call, "sales-desk", "411");
  }

  @Test
  void a_real_channel_is_chosen_before_a_local_one() {
    pbx.phone("411");
    PhoneCall call = pbx.phone("410").call("611").awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(call, TestEnvironment.SOON);
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> pbx.manager().channels().stream().anyMatch(LiveChannel::isLocal));
    LiveChannel real =
        pbx.manager().channelsOf("411").stream()
            .filter(one -> !one.isLocal())
            .findFirst()
            .orElseThrow();
    assertThat(chosen("411")).isEqualTo(real.uniqueId());
    assertHeard(call, "410", "411");
  }

  @Test
  void a_ringing_call_is_recorded_from_its_answer_on() {
    pbx.phone("411").answering(Answering.byHand());
    PhoneCall call = pbx.phone("410").call("411").awaitRinging(TestEnvironment.SOON);
    PhoneCall incoming = pbx.phone("411").calls().getFirst();
    pbx.awaitRinging(incoming, TestEnvironment.SOON);
    assertThat(crm.start("411", tag).body()).isEqualTo("OK");
    assertThat(crm.recording(tag).get("state").asText()).isEqualTo("requested");
    incoming.answer();
    call.awaitAnswered(TestEnvironment.SOON);
    await().atMost(BEGUN).until(() -> crm.recording(tag).get("state").asText().equals("recording"));
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.recording(tag).get("state").asText()).isEqualTo("recording");
    call.hangUp();
    WavAnalysis wav = crm.wav(tag, "max");
    assertThat(wav.duration())
        .as(() -> crm.recording(tag).toPrettyString())
        .isBetween(TALK.minusMillis(300), TALK.plusSeconds(10));
    assertThat(wav.shareWith(Endpoint.named("410").tone())).isGreaterThan(0.7);
    assertThat(wav.shareWith(Endpoint.named("411").tone())).isGreaterThan(0.7);
  }

  @Test
  void a_call_that_is_never_answered_ends_empty_and_says_why() {
    pbx.phone("411").answering(Answering.byHand());
    PhoneCall call = pbx.phone("410").call("411").awaitRinging(TestEnvironment.SOON);
    pbx.awaitRinging(pbx.phone("411").calls().getFirst(), TestEnvironment.SOON);
    assertThat(crm.start("411", tag).body()).isEqualTo("OK");
    call.hangUp();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.recording(tag).get("state").asText().equals("empty"));
    assertThat(crm.recording(tag).get("reason").asText()).contains("not answered");
    assertThat(crm.retrieve(tag, "max").headers().firstValue("X-Error-Code"))
        .contains("NO_SUCH_RECORDING");
  }

  @Test
  void the_same_tag_again_changes_nothing_and_another_one_leaves_no_gap() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String second = TestEnvironment.newTag();
    crm.start("410", tag);
    assertThat(crm.start("410", tag).headers().firstValue("X-Recording-Id"))
        .contains(crm.recording(tag).get("id").asText());
    TestEnvironment.letTalk(call, TALK);
    crm.start("410", second);
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    await()
        .atMost(TestEnvironment.SOON)
        .until(() -> crm.recording(second).get("state").asText().equals("available"));
    Conversation.assertHeard(crm.wav(tag, "fred"), TALK);
    Conversation.assertHeard(crm.wav(second, "fred"), TALK);
    assertThat(crm.recording(second).get("startedAt").asText())
        .isLessThanOrEqualTo(crm.recording(tag).get("endedAt").asText());
  }

  @Test
  void the_dialplan_s_own_recording_is_not_stopped_by_us() {
    PhoneCall call = pbx.phone("410").call("606").awaitAnswered(TestEnvironment.SOON);
    pbx.manager().await("MixMonitorStart", pbx.channelOf(call), TestEnvironment.SOON);
    assertThat(crm.stop("410").headers().firstValue("X-Error-Code")).contains("NOT_RECORDING");
    crm.start("410", tag);
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    assertThat(crm.stop("410").headers().firstValue("X-Error-Code")).contains("NOT_RECORDING");
    assertThat(
            pbx.manager()
                .succeed("StopMixMonitor", "Channel", pbx.channelOf(call).name())
                .isSuccess())
        .isTrue();
  }
}
