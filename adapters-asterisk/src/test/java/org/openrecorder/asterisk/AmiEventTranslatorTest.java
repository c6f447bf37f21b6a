package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.asterisk.AmiEventTranslator.Reading;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

class AmiEventTranslatorTest {

  private static final PbxName PBX = new PbxName("a");
  private static final UniqueId ID = new UniqueId("pbx-a-1795419526.1");
  private static final LinkedId CALL = new LinkedId("pbx-a-1795419526.0");
  private static final String NAME = "PJSIP/410-00000001";

  private static final ExtensionRules RULES =
      new ExtensionRules(
          Optional.of(Pattern.compile("99(\\d+)")), Map.of(new Extension("420"), List.of("desk")));

  private final Bridges bridges = new Bridges();
  private final AmiEventTranslator translation = new AmiEventTranslator(PBX, RULES, bridges);

  private static List<String> lines(String event, String name, int state) {
    return new ArrayList<>(
        List.of(
            "Event: " + event,
            "Privilege: call,all",
            "Channel: " + name,
            "ChannelState: " + state,
            "CallerIDNum: 410",
            "ConnectedLineNum: <unknown>",
            "Uniqueid: " + ID,
            "Linkedid: " + CALL));
  }

  private Reading read(List<String> lines) {
    return translation.read(new AmiBlock(lines).event());
  }

  private Reading read(String event, int state, String... more) {
    List<String> lines = lines(event, NAME, state);
    lines.addAll(List.of(more));
    return read(lines);
  }

  private static List<ChannelEvent> meaning(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Meaning.class);
    return ((Reading.Meaning) reading).events();
  }

  private static Channel channel(String name, String extension) {
    return Channel.made(
        PBX, ID, CALL, new ChannelName(name), Optional.of(new Extension(extension)));
  }

  @Test
  void a_new_channel_has_appeared_with_all_that_is_known_of_it() {
    assertThat(meaning(read("Newchannel", 4)))
        .containsExactly(
            new ChannelEvent.Appeared(
                channel(NAME, "410").going(Direction.OUTBOUND).numbered("410", "")));
  }

  @ParameterizedTest
  @CsvSource({"PJSIP/99410-00000001, 410", "PJSIP/desk-00000001, 420", "SIP/7-1, 7"})
  void a_device_has_the_extension_that_the_rules_of_its_pbx_say(String name, String extension) {
    assertThat(meaning(read(lines("Newchannel", name, 0))))
        .containsExactly(new ChannelEvent.Appeared(channel(name, extension).numbered("410", "")));
  }

  @ParameterizedTest
  @CsvSource({"4,OUTBOUND", "5,INBOUND"})
  void a_channel_rings_from_the_telephone_or_to_it(int state, Direction direction) {
    assertThat(meaning(read("Newstate", state)))
        .containsExactly(
            new ChannelEvent.Linked(ID, CALL), new ChannelEvent.Ringing(ID, direction));
  }

  @Test
  void a_channel_that_is_up_is_answered() {
    assertThat(meaning(read("Newstate", 6)))
        .containsExactly(new ChannelEvent.Linked(ID, CALL), new ChannelEvent.Answered(ID));
  }

  @Test
  void other_states_say_no_more_than_the_call() {
    assertThat(meaning(read("Newstate", 0))).containsExactly(new ChannelEvent.Linked(ID, CALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NewConnectedLine", "NewCallerid"})
  void new_numbers_come_with_the_call_they_belong_to(String event) {
    assertThat(meaning(read(event, 6)))
        .containsExactly(
            new ChannelEvent.Linked(ID, CALL), new ChannelEvent.Numbered(ID, "410", ""));
  }

  @Test
  void a_number_that_cannot_be_shown_is_unknown() {
    for (String number : List.of("1".repeat(81), "4\u001b1", "4\n1", "4\r1", "\u0000")) {
      List<String> lines = lines("NewCallerid", NAME, 6);
      lines.set(4, "CallerIDNum: " + number);
      assertThat(meaning(read(lines))).contains(new ChannelEvent.Numbered(ID, "", ""));
    }
  }

  @Test
  void a_bridge_is_entered_and_left() {
    assertThat(
            meaning(
                read(
                    "BridgeEnter",
                    6,
                    "BridgeUniqueid: 107740ee",
                    "BridgeTechnology: simple_bridge")))
        .contains(new ChannelEvent.Bridged(ID, Optional.of("107740ee")));
    assertThat(in("107740ee").bridge()).contains("107740ee");
    assertThat(meaning(read("BridgeLeave", 6, "BridgeUniqueid: 107740ee")))
        .contains(new ChannelEvent.Bridged(ID, Optional.empty()));
  }

  private Channel in(String bridge) {
    return bridges.place(
        Channel.made(PBX, ID, new LinkedId("1.1"), new ChannelName("SIP/410-1"), Optional.empty()),
        bridge);
  }

  private List<ChannelEvent> waitingIn(String bridge, String creator) {
    return meaning(
        read(
            "BridgeEnter",
            6,
            "BridgeUniqueid: " + bridge,
            "BridgeTechnology: holding_bridge",
            "BridgeCreator: " + creator));
  }

  @Test
  void whoever_waits_is_in_no_bridge_to_talk_in() {
    assertThat(waitingIn("pool", "AgentPool"))
        .contains(new ChannelEvent.Bridged(ID, Optional.empty()));
    assertThat(bridges.know("pool")).isTrue();
    assertThat(in("pool").bridge()).isEmpty();
    assertThat(in("pool").parked()).isFalse();
  }

  @Test
  void whoever_is_parked_is_known_to_be() {
    assertThat(waitingIn("lot", "Parking")).contains(new ChannelEvent.Parked(ID));
    assertThat(in("lot").bridge()).isEmpty();
    assertThat(in("lot").parked()).isTrue();
  }

  @Test
  void of_a_bridge_that_is_not_known_it_is_not_believed_that_calls_talk_there() {
    assertThat(in("unheard-of").bridge()).isEmpty();
    assertThat(in("").bridge()).isEmpty();
  }

  @Test
  void hold_begins_and_ends() {
    assertThat(meaning(read("Hold", 6))).contains(new ChannelEvent.Held(ID, true));
    assertThat(meaning(read("Unhold", 6))).contains(new ChannelEvent.Held(ID, false));
  }

  @Test
  void a_recorder_stops() {
    assertThat(meaning(read("MixMonitorStop", 6))).contains(new ChannelEvent.RecorderStopped(ID));
  }

  @Test
  void a_channel_gets_its_new_name_and_extension() {
    assertThat(meaning(read("Rename", 6, "Newname: PJSIP/99411-00000002")))
        .containsExactly(
            new ChannelEvent.Renamed(
                ID, new ChannelName("PJSIP/99411-00000002"), Optional.of(new Extension("411"))));
  }

  @Test
  void a_hang_up_is_told() {
    assertThat(meaning(read("Hangup", 6))).containsExactly(new ChannelEvent.HungUp(ID));
  }

  @Test
  void the_message_queue_is_no_channel() {
    assertThat(meaning(read(lines("Newchannel", "Message/ast_msg_queue", 0)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Uniqueid: 1.1",
        "uniqueid : 1.1",
        "UNIQUEID:1.1",
        "Linkedid: 1.1",
        "Channel: SIP/410-1",
        "ChannelState: 5",
        "CallerIDNum: 7",
        "ConnectedLineNum: 7",
        "BridgeUniqueid: x",
        "BridgeTechnology: holding_bridge",
        "Event: Hangup",
      })
  void whatever_a_caller_adds_makes_an_event_unreadable_and_tells_whom_to_ask_about(String added) {
    List<String> lines = lines("BridgeEnter", NAME, 6);
    lines.add(2, "BridgeTechnology: simple_bridge");
    lines.add(2, "BridgeUniqueid: 107740ee");
    lines.add(lines.indexOf("CallerIDNum: 410") + 1, added);
    assertThat(read(lines))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            unreadable -> assertThat(unreadable.about()).contains(new ChannelName(NAME)));
  }

  @Test
  void an_event_that_was_cut_off_is_unreadable() {
    for (int left = 3; left < 8; left++) {
      assertThat(read(lines("Newstate", NAME, 6).subList(0, left)))
          .isInstanceOf(Reading.Unreadable.class);
    }
  }

  @Test
  void lines_that_belong_to_no_event_are_unreadable() {
    assertThat(read(List.of("X: y", "Uniqueid: 1.1", "Channel: SIP/410-1")))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(read(List.of("nothing"))).isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no technology", "", "/x"})
  void a_name_that_is_none_is_unreadable(String name) {
    assertThat(read(lines("Newchannel", name, 0)))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class, unreadable -> assertThat(unreadable.about()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "99999999999", ""})
  void a_state_that_is_none_is_unreadable(String state) {
    List<String> lines = lines("Newstate", NAME, 6);
    lines.set(3, "ChannelState: " + state);
    assertThat(read(lines)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void what_cannot_be_read_is_told_in_one_line() {
    List<String> lines = lines("Newstate", NAME, 6);
    lines.add("Uniqueid: 1\n2\u001b[31m");
    lines.add("X: " + "x".repeat(1_000));
    assertThat(((Reading.Unreadable) read(lines)).text())
        .hasSizeLessThanOrEqualTo(200)
        .startsWith("Newstate")
        .doesNotContain("\n", "\u001b");
  }
}
