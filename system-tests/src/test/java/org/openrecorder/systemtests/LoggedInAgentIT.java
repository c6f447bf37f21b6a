package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** An agent whose channel stays up from one customer to the next. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class LoggedInAgentIT {

  private static final Duration TALK = Duration.ofMillis(1_600);

  private final AsteriskLab pbx;
  private final Crm crm;
  private final String first = TestEnvironment.newTag();
  private final String second = TestEnvironment.newTag();

  LoggedInAgentIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /** Two customers, one after the other, whom that extension connects with the agent at 411. */
  private void assertEachIsHeardAlone(PhoneCall agent, String extension) {
    PhoneCall one = customer("410", extension);
    assertThat(crm.start("411", first).body()).isEqualTo("OK");
    TestEnvironment.letTalk(one, TALK);
    one.hangUp();
    PhoneCall two = customer("412", extension);
    TestEnvironment.letTalk(two, TALK);
    Conversation.assertHeard(crm.wav(first, "max"), TALK, "410", "411");
    assertThat(crm.start("411", second).body()).isEqualTo("OK");
    TestEnvironment.letTalk(two, TALK);
    assertThat(crm.stop("411").body()).isEqualTo("OK");
    two.hangUp();
    PhoneCall three = customer("413", extension);
    TestEnvironment.letTalk(three, TALK);
    Conversation.assertHeard(crm.wav(second, "max"), TALK, "411", "412");
    assertThat(agent.isUp()).isTrue();
    assertThat(crm.recording(first).get("legs")).as("one leg each").isEmpty();
  }

  /** Somebody who hears the agent. */
  private PhoneCall customer(String endpoint, String extension) {
    PhoneCall call = pbx.phone(endpoint).call(extension).awaitAnswered(TestEnvironment.SOON);
    int agent = TransferScenario.tone("411");
    org.awaitility.Awaitility.await()
        .atMost(TestEnvironment.SOON)
        .until(() -> call.heard(Duration.ofMillis(300)).toneAt(agent));
    return call;
  }

  @Test
  void who_logged_in_for_a_queue() {
    PhoneCall agent = pbx.phone("411").call("650").awaitAnswered(TestEnvironment.SOON);
    pbx.manager().await(event -> event.isEvent("AgentLogin"), TestEnvironment.SOON);
    assertEachIsHeardAlone(agent, "651");
  }

  @Test
  void who_sits_in_a_conference() {
    PhoneCall agent = pbx.phone("411").call("608").awaitAnswered(TestEnvironment.SOON);
    pbx.manager().await("BridgeEnter", pbx.channelOf(agent), TestEnvironment.SOON);
    assertEachIsHeardAlone(agent, "608");
  }
}
