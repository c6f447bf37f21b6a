package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.ami.AmiMessage;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;

/** Unique ids that a program chose, and the names of devices and channels as arguments. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class AnyIdIT {

  private static final Duration TALK = Duration.ofMillis(1_500);

  private final AsteriskLab pbx;
  private final Crm crm;
  private final String tag = TestEnvironment.newTag();

  AnyIdIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  /** Click to call: the PBX calls 410 under that id, and then 411 for it. */
  private PhoneCall clicked(String id) {
    pbx.phone("410").answering(Answering.after(Duration.ofMillis(100)));
    pbx.phone("411").answering(Answering.after(Duration.ofMillis(100)));
    pbx.manager()
        .succeed(
            AmiMessage.action(
                "Originate",
                "Channel",
                pbx.version().technology() + "/410",
                "Context",
                "lab",
                "Exten",
                "411",
                "Priority",
                "1",
                "ChannelId",
                id,
                "Async",
                "true"));
    PhoneCall call =
        pbx.phone("410").awaitCall(TestEnvironment.SOON).awaitAnswered(TestEnvironment.SOON);
    pbx.awaitTalking(call, TestEnvironment.SOON);
    return call;
  }

  private void assertRecorded(PhoneCall call, String argument) {
    assertThat(crm.start(argument, tag).body()).as(argument).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "max"), TALK);
    await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crm-3f2b9c1e",
        "Order 4711 of Main Office",
        "urn:uuid:3f2b9c1e-0000-4000-8000-000000000001",
        "100%_of_\u00fcmlauts"
      })
  void a_channel_may_have_any_id(String id) {
    assertRecorded(clicked(id), "410");
  }

  @Test
  void the_partner_of_such_a_channel_is_found_too() {
    assertRecorded(clicked("crm-" + tag), "411");
  }

  @Test
  void such_an_id_is_an_argument() {
    String id = "crm-" + tag;
    assertRecorded(clicked(id), id);
    assertThat(crm.retrieveByUniqueId(id, "max").statusCode()).isEqualTo(200);
  }

  @Test
  void an_id_may_have_149_characters() {
    String id = "c".repeat(149 - tag.length()) + tag;
    assertRecorded(clicked(id), id);
  }

  @Test
  void a_device_s_name_is_an_argument() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertRecorded(call, pbx.version().technology() + "/410");
  }

  @Test
  void a_channel_s_name_is_an_argument() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertRecorded(call, pbx.channelOf(call).name());
  }
}
