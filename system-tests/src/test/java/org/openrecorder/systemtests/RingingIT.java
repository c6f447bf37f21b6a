package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;

/** Several phones ring for one caller, and one of them takes the call. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class RingingIT {

  private static final Duration TALK = Duration.ofMillis(1_500);

  private final AsteriskLab pbx;
  private final Crm crm;
  private final String tag = TestEnvironment.newTag();
  private final String other = TestEnvironment.newTag();

  RingingIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /** 410 calls, and 411 and 412 ring. */
  private PhoneCall ring(String group) {
    pbx.phone("411").answering(Answering.byHand());
    pbx.phone("412").answering(Answering.byHand());
    PhoneCall call = pbx.phone("410").call(group);
    pbx.awaitRinging(ringingAt("411"), TestEnvironment.SOON);
    pbx.awaitRinging(ringingAt("412"), TestEnvironment.SOON);
    return call;
  }

  private PhoneCall ringingAt(String endpoint) {
    await().atMost(TestEnvironment.SOON).until(() -> pbx.phone(endpoint).calls().size() == 1);
    return pbx.phone(endpoint).calls().getFirst();
  }

  private void awaitState(String of, String state) {
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(
            () ->
                assertThat(crm.recording(of).get("state").asText())
                    .as(crm.recording(of).toPrettyString())
                    .isEqualTo(state));
  }

  private void assertNotTaken(String group) {
    PhoneCall call = ring(group);
    assertThat(crm.start("411", tag).body()).isEqualTo("OK");
    assertThat(crm.start("412", other).body()).isEqualTo("OK");
    ringingAt("412").answer();
    call.awaitAnswered(TestEnvironment.SOON);
    awaitState(other, "recording");
    awaitState(tag, "empty");
    assertThat(crm.recording(tag).get("reason").asText()).contains("answered by 412");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(other, "max"), TALK, "410", "412");
    assertThat(crm.retrieve(tag, "max").headers().firstValue("X-Error-Code"))
        .contains("NO_SUCH_RECORDING");
  }

  @Test
  void a_request_belongs_to_the_phone_that_was_named() {
    assertNotTaken("630");
  }

  @Test
  void so_it_does_where_the_phones_are_rung_through_local_channels() {
    assertNotTaken("631");
  }

  @Test
  void a_request_for_the_caller_is_recorded_with_whoever_takes_the_call() {
    PhoneCall call = ring("630");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    ringingAt("412").answer();
    call.awaitAnswered(TestEnvironment.SOON);
    awaitState(tag, "recording");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "max"), TALK, "410", "412");
  }

  @Test
  void whose_phone_only_rang_hears_nothing() {
    PhoneCall call = ring("630");
    assertThat(crm.start("411", tag).body()).isEqualTo("OK");
    ringingAt("411").answer();
    call.awaitAnswered(TestEnvironment.SOON);
    awaitState(tag, "recording");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "fred"), TALK, "410", "411");
    assertThat(crm.retrieve(tag, "ann").statusCode()).as("her 412 rang").isIn(403, 404);
    assertThat(crm.retrieve(tag, "max").statusCode()).isEqualTo(200);
  }

  @Test
  void a_live_conversation_is_chosen_before_a_ringing_phone_of_the_same_extension() {
    pbx.phone("411").answering(Answering.byHand());
    pbx.manager().forgetEvents();
    pbx.phone("410").answering(Answering.after(Duration.ofMillis(100)));
    pbx.manager().originate("Local/411@elsewhere/n", "410");
    PhoneCall talking =
        pbx.phone("410").awaitCall(TestEnvironment.SOON).awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(talking, TestEnvironment.SOON);
    PhoneCall caller = pbx.phone("412").call("411");
    pbx.awaitRinging(ringingAt("411"), TestEnvironment.SOON);
    String chosen = crm.start("411", tag).headers().firstValue("X-Channel").orElseThrow();
    assertThat(chosen).startsWith("Local/411@elsewhere");
    caller.hangUp();
    talking.hangUp();
  }
}
