package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;

/** Somebody else stops or starts recorders on the channel that is recorded. */
@ParameterizedClass
@EnumSource
@ExtendWith(BedExtension.class)
class ForeignRecordersIT {

  private static final Duration TALK = Duration.ofMillis(1_600);

  private final AsteriskLab pbx;
  private final Crm crm;
  private final String tag = TestEnvironment.newTag();

  ForeignRecordersIT(AsteriskVersion version, TestEnvironment bed) {
    this.pbx = bed.pbx(version);
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  private PhoneCall recorded() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    return call;
  }

  private LiveChannel channel() {
    return pbx.manager().channelOf("410");
  }

  private void stopAll() {
    pbx.manager().forgetEvents();
    pbx.manager().succeed("StopMixMonitor", "Channel", channel().name());
    pbx.manager().await("MixMonitorStop", channel(), TestEnvironment.SOON);
  }

  private void awaitBegunAgain() {
    pbx.manager().await("MixMonitorStart", channel(), TestEnvironment.SOON);
    await().atMost(TestEnvironment.SOON).until(() -> crm.recording(tag).get("legs").size() >= 2);
  }

  /** All legs together have both voices, and between them stands what is missing. */
  private void assertWholeButForTheGap(PhoneCall call, int legs) {
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    WavAnalysis wav = crm.wav(tag, "max");
    JsonNode recording = crm.recording(tag);
    assertThat(recording.get("state").asText()).isEqualTo("available");
    assertThat(recording.get("legs")).as(recording.toPrettyString()).hasSize(legs);
    Legs.of(recording).assertHeardIn(wav);
    Conversation.assertHeard(
        wav, TALK.multipliedBy(legs), TALK.multipliedBy(legs).plusSeconds(20), "410", "411");
  }

  @Test
  void a_recorder_that_somebody_stops_is_begun_again() {
    PhoneCall call = recorded();
    stopAll();
    awaitBegunAgain();
    assertWholeButForTheGap(call, 2);
  }

  @Test
  void who_starts_again_is_only_told_ok_where_something_records() {
    PhoneCall call = recorded();
    stopAll();
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    awaitBegunAgain();
    assertWholeButForTheGap(call, 2);
  }

  @Test
  void one_touch_recording_does_not_end_ours() {
    PhoneCall call = recorded();
    pbx.manager().forgetEvents();
    call.press("*3");
    TestEnvironment.letTalk(call, TALK);
    call.press("*3");
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(
        crm.wav(tag, "max"), TALK.multipliedBy(3), Duration.ofSeconds(30), "410", "411");
  }

  @Test
  void a_new_tag_after_a_foreign_stop_is_recorded() {
    for (int round = 0; round < 3; round++) {
      String first = TestEnvironment.newTag();
      String second = TestEnvironment.newTag();
      PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
      assertThat(crm.start("410", first).body()).isEqualTo("OK");
      TestEnvironment.letTalk(call, TALK);
      stopAll();
      assertThat(crm.start("410", second).body()).isEqualTo("OK");
      TestEnvironment.letTalk(call, TALK);
      call.hangUp();
      Conversation.assertHeard(crm.wav(second, "max"), TALK, Duration.ofSeconds(20), "410", "411");
      Conversation.assertHeard(crm.wav(first, "max"), TALK, Duration.ofSeconds(20), "410", "411");
      await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().isEmpty());
    }
  }

  @Test
  void a_recorder_of_somebody_else_that_is_stopped_by_its_id_is_no_affair_of_ours() {
    PhoneCall call = recorded();
    String name = channel().name();
    String id =
        pbx.manager()
            .succeed("MixMonitor", "Channel", name, "File", "foreign-" + tag + ".wav")
            .get("MixMonitorID");
    pbx.manager().succeed("StopMixMonitor", "Channel", name, "MixMonitorID", id);
    pbx.manager().await("MixMonitorStop", channel(), TestEnvironment.SOON);
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(
        crm.wav(tag, "max"), TALK.multipliedBy(2), Duration.ofSeconds(20), "410", "411");
    assertThat(crm.recording(tag).get("legs")).isEmpty();
  }
}
