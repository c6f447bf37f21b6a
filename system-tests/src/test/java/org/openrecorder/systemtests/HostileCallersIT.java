package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.Identity;
import org.openrecorder.lab.phone.PhoneCall;

/** Callers whose number holds lines of the PBX's manager protocol. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class HostileCallersIT {

  private static final Duration TALK = Duration.ofMillis(1_500);

  private final AsteriskVersion version;
  private final AsteriskLab pbx;
  private final Crm crm;
  private final String tag = TestEnvironment.newTag();

  HostileCallersIT(AsteriskVersion version, TestEnvironment bed) {
    this.version = version;
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    List.of("410", "412").forEach(one -> pbx.phone(one).posing(Identity.USUAL));
    TestEnvironment.quiet(pbx);
  }

  /**
   * A conversation with a caller who is not asked about at the PBX: its answers would be forged
   * too.
   */
  private PhoneCall talk(String caller, String called, Identity identity) {
    pbx.phone(called).answering(Answering.after(Duration.ofMillis(100)));
    pbx.phone(caller).posing(identity);
    PhoneCall call = pbx.phone(caller).call(called).awaitAnswered(TestEnvironment.SOON);
    TestEnvironment.letTalk(call, Duration.ofMillis(200));
    return call;
  }

  private void awaitNobody() {
    await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().isEmpty());
  }

  private static String code(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Error-Code").orElse(answer.body());
  }

  private void assertNobodyIsThere(String... extensions) {
    for (String extension : extensions) {
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () -> assertThat(code(crm.start(extension, tag))).isEqualTo("NO_SUCH_CALL"));
    }
  }

  @Test
  void a_second_unique_id_leaves_no_call_behind() {
    for (String line :
        List.of("Uniqueid: 1.1", "uniqueid: 1.1", "Uniqueid:1.1", "ChannelStateDesc: Up")) {
      PhoneCall call = talk("410", "411", HostileIdentity.of(version, line));
      call.hangUp();
      awaitNobody();
      assertNobodyIsThere("410", "411", "1.1");
    }
  }

  @Test
  void such_a_caller_is_recorded_like_any_other() {
    PhoneCall call = talk("410", "411", HostileIdentity.of(version, "Uniqueid: 1.1"));
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "max"), TALK);
  }

  @Test
  void a_caller_who_turns_hostile_in_mid_call_leaves_nothing_behind() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    pbx.phone("410").posing(HostileIdentity.of(version, "Uniqueid: 1.1", "Channel: SIP/410-2"));
    call.refresh();
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "max"), TALK);
    pbx.phone("410").posing(Identity.USUAL);
    String next = TestEnvironment.newTag();
    PhoneCall second = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("411", next).body()).isEqualTo("OK");
    TestEnvironment.letTalk(second, TALK);
    second.hangUp();
    Conversation.assertHeard(crm.wav(next, "max"), TALK);
  }

  @Test
  void forged_events_end_nobody_s_recording() {
    PhoneCall victim = TestEnvironment.talk(pbx, "410", "411");
    String uniqueId = pbx.channelOf(victim).uniqueId();
    String channel = pbx.channelOf(victim).name();
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    for (String event : List.of("Hangup", "MixMonitorStop", "BridgeLeave")) {
      PhoneCall attack =
          talk("412", "413", HostileIdentity.event(version, event, uniqueId, channel));
      TestEnvironment.letTalk(attack, TALK);
      attack.hangUp();
      assertThat(crm.recording(tag).get("state").asText()).as(event).isEqualTo("recording");
      assertThat(crm.start("410", tag).body()).as(event).isEqualTo("OK");
    }
    TestEnvironment.letTalk(victim, TALK);
    victim.hangUp();
    Conversation.assertHeard(
        crm.wav(tag, "max"), TALK.multipliedBy(4), Duration.ofSeconds(30), "410", "411");
  }

  @Test
  void forged_channels_are_nobody() {
    PhoneCall attack =
        talk("412", "413", HostileIdentity.event(version, "Newchannel", "7.7", "SIP/410-7"));
    assertThat(code(crm.start("410", tag))).isEqualTo("NO_SUCH_CALL");
    assertThat(code(crm.start("7.7", tag))).isEqualTo("NO_SUCH_CALL");
    attack.hangUp();
    awaitNobody();
    assertNobodyIsThere("412", "413", "410", "7.7");
  }
}
