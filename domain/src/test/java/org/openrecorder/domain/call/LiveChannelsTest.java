package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.domain.call.Channels.answered;
import static org.openrecorder.domain.call.Channels.ringing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveChannelsTest {

  private final LiveChannels calls = new LiveChannels();
  private final Channel agent = ringing("SIP/410-1", "1.1");
  private final Channel customer = ringing("SIP/trunk-2", "1.2").ofCall(agent.linkedId());

  @Test
  void a_channel_is_found_by_unique_id_extension_and_call() {
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(new ChannelEvent.Appeared(customer));
    assertThat(calls.find(agent.uniqueId())).contains(agent);
    assertThat(calls.find(new Extension("410"))).containsExactly(agent);
    assertThat(calls.find(agent.linkedId())).containsExactly(agent, customer);
  }

  @Test
  void a_channel_is_found_by_its_name_and_by_its_device_however_they_are_spelled() {
    Channel other = ringing("SIP/410-9", "1.9");
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(new ChannelEvent.Appeared(other));
    assertThat(calls.find(new DeviceName("sip/410-1"))).containsExactly(agent);
    assertThat(calls.find(new DeviceName("SIP/410"))).containsExactly(agent, other);
    calls.apply(renamed(agent.uniqueId(), "SIP/411-1"));
    assertThat(calls.find(new DeviceName("SIP/410-1"))).isEmpty();
    assertThat(calls.find(new DeviceName("SIP/410"))).containsExactly(other);
    calls.apply(new ChannelEvent.HungUp(other.uniqueId()));
    assertThat(calls.find(new DeviceName("SIP/410"))).isEmpty();
  }

  @Test
  void a_device_of_an_extension_is_found_by_both() {
    Extension extension = new Extension("410");
    Channel mobile = agent.named(new ChannelName("SIP/410-mobile-1"), Optional.of(extension));
    calls.apply(new ChannelEvent.Appeared(mobile));
    assertThat(calls.find(extension)).containsExactly(mobile);
    assertThat(calls.find(new Extension("410-mobile"))).containsExactly(mobile);
  }

  @Test
  void an_answer_is_told_once() {
    calls.apply(new ChannelEvent.Appeared(agent));
    assertThat(calls.apply(new ChannelEvent.Answered(agent.uniqueId())))
        .containsExactly(new CallEvent.Answered(agent.answer()));
    assertThat(calls.apply(new ChannelEvent.Answered(agent.uniqueId()))).isEmpty();
  }

  @Test
  void hold_and_its_end_are_told_once() {
    calls.apply(new ChannelEvent.Appeared(agent));
    for (boolean onHold : new boolean[] {true, false}) {
      assertThat(calls.apply(new ChannelEvent.Held(agent.uniqueId(), onHold)))
          .containsExactly(new CallEvent.Held(agent.held(onHold)));
      assertThat(calls.apply(new ChannelEvent.Held(agent.uniqueId(), onHold))).isEmpty();
    }
  }

  @Test
  void whoever_comes_into_another_bridge_holds_nobody_there() {
    calls.apply(new ChannelEvent.Appeared(agent.answer().in(Optional.of("x"))));
    calls.apply(new ChannelEvent.Held(agent.uniqueId(), true));
    assertThat(isHolding()).isTrue();
    calls.apply(new ChannelEvent.Bridged(agent.uniqueId(), Optional.of("y")));
    assertThat(isHolding()).isFalse();
    calls.apply(new ChannelEvent.Bridged(agent.uniqueId(), Optional.of("x")));
    assertThat(isHolding()).as("nor back in the first one").isFalse();
  }

  private boolean isHolding() {
    return calls.conversations(List.of(agent.uniqueId())).talking().getFirst().onHold();
  }

  @Test
  void what_the_pbx_answers_about_a_channel_tells_nothing_of_hold() {
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(new ChannelEvent.Held(agent.uniqueId(), true));
    assertThat(calls.correct(agent.uniqueId(), Optional.of(agent))).isEmpty();
    assertThat(calls.find(agent.uniqueId()).map(Channel::onHold)).contains(true);
  }

  @Test
  void a_renamed_channel_answers_to_its_new_extension_only() {
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(renamed(agent.uniqueId(), "SIP/411-1"));
    assertThat(calls.find(new Extension("410"))).isEmpty();
    assertThat(calls.find(new Extension("411"))).hasSize(1);
  }

  private static ChannelEvent renamed(UniqueId channel, String name) {
    ChannelName next = new ChannelName(name);
    return new ChannelEvent.Renamed(channel, next, next.extension());
  }

  @Test
  void a_channel_that_changes_in_place_keeps_its_age() {
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(new ChannelEvent.Appeared(ringing("SIP/410-9", "1.9")));
    calls.apply(new ChannelEvent.Answered(agent.uniqueId()));
    assertThat(calls.find(new Extension("410")).getFirst().uniqueId()).isEqualTo(agent.uniqueId());
  }

  @Test
  void who_is_in_a_bridge_is_known_until_it_leaves_or_hangs_up() {
    Channel stranger = ringing("SIP/412-3", "7.7");
    for (Channel channel : List.of(agent, customer, stranger)) {
      calls.apply(new ChannelEvent.Appeared(channel));
      calls.apply(new ChannelEvent.Bridged(channel.uniqueId(), Optional.of("x")));
    }
    assertThat(calls.inBridge("x"))
        .extracting(Channel::uniqueId)
        .containsExactly(agent.uniqueId(), customer.uniqueId(), stranger.uniqueId());
    calls.apply(new ChannelEvent.Bridged(agent.uniqueId(), Optional.of("y")));
    calls.apply(new ChannelEvent.HungUp(customer.uniqueId()));
    assertThat(calls.inBridge("x"))
        .extracting(Channel::uniqueId)
        .containsExactly(stranger.uniqueId());
    calls.apply(new ChannelEvent.Bridged(stranger.uniqueId(), Optional.empty()));
    assertThat(calls.inBridge("x")).isEmpty();
    assertThat(calls.inBridge("y")).hasSize(1);
  }

  @Test
  void who_leaves_a_bridge_is_told_before_it_comes_into_another_one() {
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(new ChannelEvent.Bridged(agent.uniqueId(), Optional.of("x")));
    Channel elsewhere = agent.in(Optional.of("y"));
    assertThat(calls.apply(new ChannelEvent.Bridged(agent.uniqueId(), Optional.of("y"))))
        .containsExactly(new CallEvent.Left(elsewhere, "x"), new CallEvent.Bridged(elsewhere));
    assertThat(calls.apply(new ChannelEvent.Bridged(agent.uniqueId(), Optional.of("y"))))
        .as("said again")
        .isEmpty();
    assertThat(calls.apply(new ChannelEvent.Bridged(agent.uniqueId(), Optional.empty())))
        .containsExactly(new CallEvent.Left(agent, "y"));
  }

  @Test
  void who_was_parked_and_who_left_unheard_has_left_too() {
    for (Channel channel : List.of(agent, customer)) {
      calls.apply(new ChannelEvent.Appeared(channel));
      calls.apply(new ChannelEvent.Bridged(channel.uniqueId(), Optional.of("x")));
    }
    assertThat(calls.apply(new ChannelEvent.Parked(agent.uniqueId())))
        .containsExactly(new CallEvent.Left(agent.park(), "x"));
    assertThat(calls.correct(customer.uniqueId(), Optional.of(customer)))
        .containsExactly(new CallEvent.Left(customer, "x"));
    calls.apply(new ChannelEvent.Bridged(customer.uniqueId(), Optional.of("z")));
    assertThat(calls.replaceWith(List.of(agent.park(), customer)))
        .containsExactly(new CallEvent.Left(customer, "z"));
  }

  @Test
  void a_channel_that_moves_to_another_call_has_joined_that_one() {
    calls.apply(new ChannelEvent.Appeared(agent));
    LinkedId other = new LinkedId("7.7");
    assertThat(calls.apply(new ChannelEvent.Linked(agent.uniqueId(), other)))
        .containsExactly(new CallEvent.Joined(agent.ofCall(other)));
    assertThat(calls.find(agent.linkedId())).isEmpty();
    assertThat(calls.find(other)).hasSize(1);
  }

  @Test
  void only_the_last_hang_up_ends_the_call() {
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(new ChannelEvent.Appeared(customer));
    assertThat(calls.apply(new ChannelEvent.HungUp(agent.uniqueId())))
        .containsExactly(new CallEvent.HungUp(agent, false));
    assertThat(calls.apply(new ChannelEvent.HungUp(customer.uniqueId())))
        .containsExactly(new CallEvent.HungUp(customer, true));
    assertThat(calls.size()).isZero();
  }

  @Test
  void what_comes_late_about_an_unknown_channel_is_ignored() {
    assertThat(calls.apply(new ChannelEvent.Answered(agent.uniqueId()))).isEmpty();
    assertThat(calls.apply(new ChannelEvent.HungUp(agent.uniqueId()))).isEmpty();
    assertThat(calls.size()).isZero();
  }

  @Test
  void a_snapshot_tells_what_was_missed_and_keeps_what_it_does_not_list() {
    calls.apply(new ChannelEvent.Appeared(agent));
    calls.apply(new ChannelEvent.Held(agent.uniqueId(), true));
    calls.apply(new ChannelEvent.Appeared(customer));
    Channel fresh = answered("SIP/412-3", "1.3");
    assertThat(calls.replaceWith(List.of(agent.answer(), fresh)))
        .containsExactly(
            new CallEvent.HungUp(customer, false),
            new CallEvent.Answered(agent.answer().held(true)),
            new CallEvent.Joined(fresh),
            new CallEvent.Answered(fresh));
    assertThat(calls.find(agent.uniqueId()).map(Channel::onHold)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void after_any_order_of_events_that_ends_in_hang_ups_nothing_is_left(long seed) {
    Random random = new Random(seed);
    List<ChannelEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      UniqueId id = new UniqueId("9." + i);
      events.add(new ChannelEvent.Appeared(ringing("SIP/41" + i % 7 + "-" + i, id.value())));
      events.add(new ChannelEvent.Answered(id));
      events.add(new ChannelEvent.Bridged(id, Optional.of("b" + i % 3)));
      events.add(new ChannelEvent.Linked(id, new LinkedId("9." + i % 5)));
      events.add(renamed(id, "SIP/42" + i % 4 + "-" + i));
    }
    Collections.shuffle(events, random);
    events.forEach(calls::apply);
    for (int i = 0; i < 50; i++) {
      calls.apply(new ChannelEvent.HungUp(new UniqueId("9." + i)));
    }
    assertThat(calls.size()).as("seed %d", seed).isZero();
    for (int i = 0; i < 10; i++) {
      assertThat(calls.find(new Extension("41" + i))).isEmpty();
      assertThat(calls.find(new Extension("42" + i))).isEmpty();
      assertThat(calls.find(new LinkedId("9." + i))).isEmpty();
    }
  }
}
