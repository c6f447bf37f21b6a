package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.asteriskjava.manager.event.AbstractChannelStateEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.DialBeginEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewConnectedLineEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.RenameEvent;
import org.asteriskjava.manager.event.UnholdEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

class EventTranslationTest {

  private static final PbxName PBX = new PbxName("a");
  private static final UniqueId ID = new UniqueId("pbx-a-1795419526.1");
  private static final LinkedId CALL = new LinkedId("pbx-a-1795419526.0");

  private final EventTranslation translation = new EventTranslation(PBX);

  @Test
  void a_new_channel_has_appeared_with_all_that_is_known_of_it() {
    NewChannelEvent event = newChannel("PJSIP/410-00000001", 4);
    event.setCallerIdNum("410");

    assertThat(translation.translate(event))
        .containsExactly(
            new ChannelEvent.Appeared(
                new Channel(
                    PBX,
                    ID,
                    CALL,
                    new ChannelName("PJSIP/410-00000001"),
                    false,
                    Optional.empty(),
                    false,
                    Direction.OUTBOUND,
                    "410",
                    "")));
  }

  @ParameterizedTest
  @CsvSource({"4,OUTBOUND", "5,INBOUND"})
  void a_channel_rings_from_the_telephone_or_to_it(int state, Direction direction) {
    assertThat(translation.translate(newState(state)))
        .containsExactly(
            new ChannelEvent.Linked(ID, CALL), new ChannelEvent.Ringing(ID, direction));
  }

  @Test
  void a_channel_that_is_up_is_answered() {
    assertThat(translation.translate(newState(6)))
        .containsExactly(new ChannelEvent.Linked(ID, CALL), new ChannelEvent.Answered(ID));
  }

  @Test
  void other_states_say_no_more_than_the_call() {
    assertThat(translation.translate(newState(0)))
        .containsExactly(new ChannelEvent.Linked(ID, CALL));
  }

  @Test
  void new_numbers_come_with_the_call_they_belong_to() {
    NewConnectedLineEvent event = new NewConnectedLineEvent(this);
    event.setUniqueId(ID.value());
    event.setLinkedId(CALL.value());
    event.setCallerIdNum("411");
    event.setConnectedLineNum("410");

    assertThat(translation.translate(event))
        .containsExactly(
            new ChannelEvent.Linked(ID, CALL), new ChannelEvent.Numbered(ID, "411", "410"));
  }

  @Test
  void a_number_that_cannot_be_shown_is_unknown() {
    NewChannelEvent event = newChannel("PJSIP/410-00000001", 0);
    event.setCallerIdNum("1".repeat(81));
    event.setConnectedLineNum("4\u001b1");

    assertThat(appeared(event).callerNumber()).isEmpty();
    assertThat(appeared(event).connectedNumber()).isEmpty();
  }

  @Test
  void a_bridge_is_entered_and_left() {
    BridgeEnterEvent enter = new BridgeEnterEvent(this);
    enter.setUniqueId(ID.value());
    enter.setLinkedId(CALL.value());
    enter.setBridgeUniqueId("107740ee");
    BridgeLeaveEvent leave = new BridgeLeaveEvent(this);
    leave.setUniqueId(ID.value());
    leave.setLinkedId(CALL.value());

    assertThat(translation.translate(enter))
        .contains(new ChannelEvent.Bridged(ID, Optional.of("107740ee")));
    assertThat(translation.translate(leave))
        .contains(new ChannelEvent.Bridged(ID, Optional.empty()));
  }

  @Test
  void hold_begins_and_ends() {
    HoldEvent hold = new HoldEvent(this);
    hold.setUniqueId(ID.value());
    hold.setLinkedId(CALL.value());
    UnholdEvent unhold = new UnholdEvent(this);
    unhold.setUniqueId(ID.value());
    unhold.setLinkedId(CALL.value());

    assertThat(translation.translate(hold)).contains(new ChannelEvent.Held(ID, true));
    assertThat(translation.translate(unhold)).contains(new ChannelEvent.Held(ID, false));
  }

  @Test
  void a_channel_gets_its_new_name() {
    RenameEvent event = new RenameEvent(this);
    event.setUniqueId(ID.value());
    event.setNewname("PJSIP/410-00000002");

    assertThat(translation.translate(event))
        .containsExactly(new ChannelEvent.Renamed(ID, new ChannelName("PJSIP/410-00000002")));
  }

  @Test
  void a_hang_up_needs_no_more_than_the_channel() {
    HangupEvent event = new HangupEvent(this);
    event.setUniqueId(ID.value());

    assertThat(translation.translate(event)).containsExactly(new ChannelEvent.HungUp(ID));
  }

  @Test
  void the_message_queue_is_no_channel() {
    assertThat(translation.translate(newChannel("Message/ast_msg_queue", 0))).isEmpty();
    assertThat(translation.channels(List.of(listed("Message/ast_msg_queue")))).isEmpty();
  }

  @Test
  void a_value_that_the_domain_refuses_means_nothing() {
    NewChannelEvent nameless = newChannel("no technology", 0);
    HangupEvent idless = new HangupEvent(this);
    RenameEvent renamed = new RenameEvent(this);
    renamed.setUniqueId(ID.value());

    assertThat(translation.translate(nameless)).isEmpty();
    assertThat(translation.translate(idless)).isEmpty();
    assertThat(translation.translate(renamed)).isEmpty();
  }

  @Test
  void whoever_is_parked_is_in_no_bridge_to_talk_in() {
    assertThat(translation.translate(entering("holding_bridge")))
        .contains(new ChannelEvent.Bridged(ID, Optional.empty()));
    assertThat(translation.translate(entering("softmix")))
        .contains(new ChannelEvent.Bridged(ID, Optional.of("107740ee")));
  }

  private BridgeEnterEvent entering(String technology) {
    BridgeEnterEvent enter = new BridgeEnterEvent(this);
    enter.setUniqueId(ID.value());
    enter.setLinkedId(CALL.value());
    enter.setBridgeUniqueId("107740ee");
    enter.setBridgeTechnology(technology);
    return enter;
  }

  @Test
  void a_listed_channel_tells_its_bridge() {
    CoreShowChannelEvent bridged = listed("PJSIP/410-00000001");
    bridged.setBridgeid("107740ee");
    bridged.setChannelState(6);

    assertThat(translation.channels(List.of(bridged)))
        .singleElement()
        .satisfies(
            channel -> {
              assertThat(channel.bridge()).contains("107740ee");
              assertThat(channel.answered()).isTrue();
            });
  }

  @Test
  void only_what_can_mean_something_matters() {
    assertThat(EventTranslation.matters(newState(6))).isTrue();
    assertThat(EventTranslation.matters(new DialBeginEvent(this))).isFalse();
  }

  private Channel appeared(NewChannelEvent event) {
    return ((ChannelEvent.Appeared) translation.translate(event).getFirst()).channel();
  }

  private NewChannelEvent newChannel(String name, int state) {
    NewChannelEvent event = with(new NewChannelEvent(this), state);
    event.setLinkedid(CALL.value());
    event.setChannel(name);
    return event;
  }

  private NewStateEvent newState(int state) {
    NewStateEvent event = with(new NewStateEvent(this), state);
    event.setLinkedId(CALL.value());
    return event;
  }

  private static <E extends AbstractChannelStateEvent> E with(E event, int state) {
    event.setUniqueId(ID.value());
    ((ManagerEvent) event).setChannelState(state);
    return event;
  }

  private CoreShowChannelEvent listed(String name) {
    CoreShowChannelEvent event = new CoreShowChannelEvent(this);
    event.setUniqueid(ID.value());
    event.setLinkedid(CALL.value());
    event.setChannel(name);
    return event;
  }
}
