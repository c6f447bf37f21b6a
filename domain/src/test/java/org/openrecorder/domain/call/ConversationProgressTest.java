package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.ConversationProgress.Change;
import org.openrecorder.domain.call.ConversationProgress.Change.Paused;
import org.openrecorder.domain.call.ConversationProgress.Change.Resumed;

class ConversationProgressTest {

  private final Telephones pbx = new Telephones();
  private final ConversationProgress progress = new ConversationProgress();
  private final List<UniqueId> own = new ArrayList<>();
  private final UniqueId agent = comes("SIP/410-1", "1.1", "1.1");
  private final UniqueId customer = comes("SIP/trunk-2", "2.1", "2.1");

  /** A channel of the call that is followed. */
  private UniqueId comes(String name, String uniqueId, String call) {
    UniqueId channel = pbx.comes(name, uniqueId, call);
    own.add(channel);
    return channel;
  }

  private void talk(UniqueId one, UniqueId other) {
    pbx.enters(one, "bridge of " + one);
    pbx.enters(other, "bridge of " + one);
  }

  private List<Change> changes() {
    return changes(progress);
  }

  private List<Change> changes(ConversationProgress of) {
    return of.update(
        own.stream().flatMap(one -> pbx.live.find(one).stream()).toList(),
        pbx.live.conversations(own),
        pbx.live);
  }

  /** The agent, who waits for calls, and the customer, who has called, talk. */
  private void theyTalk() {
    talk(agent, customer);
    assertThat(changes()).isEmpty();
  }

  @Test
  void it_is_paused_once_when_the_last_partner_has_hung_up() {
    theyTalk();
    pbx.hangsUp(customer);
    assertThat(changes()).contains(new Paused(agent, false));
    assertThat(changes()).isEmpty();
    assertThat(progress.goesOnWith(customer, agent)).isFalse();
  }

  @Test
  void it_is_not_paused_while_a_partner_is_only_away_or_another_one_is_there() {
    UniqueId third = comes("SIP/412-3", "3.1", "1.1");
    theyTalk();
    pbx.leaves(customer);
    assertThat(changes()).isEmpty();
    assertThat(progress.goesOnWith(customer, agent)).isTrue();
    talk(agent, third);
    assertThat(changes()).isEmpty();
    pbx.hangsUp(customer);
    assertThat(changes()).doesNotContain(new Paused(agent, false), new Paused(agent, true));
  }

  @Test
  void the_next_customer_ends_it_for_good() {
    theyTalk();
    pbx.hangsUp(customer);
    changes();
    UniqueId next = comes("SIP/trunk-4", "4.1", "4.1");
    talk(agent, next);
    assertThat(changes()).contains(new Paused(agent, true));
    assertThat(progress.goesOnWith(customer, agent)).isFalse();
    assertThat(progress.goesOnWith(next, agent)).as("it is the next one's now").isTrue();
  }

  @Test
  void so_does_one_in_another_bridge_as_the_last_one_had_not_been_in_the_agent_s_call() {
    theyTalk();
    pbx.hangsUp(customer);
    UniqueId next = comes("SIP/trunk-4", "4.1", "4.1");
    pbx.enters(agent, "other");
    pbx.enters(next, "other");
    assertThat(changes()).contains(new Paused(agent, true));
    assertThat(progress.goesOnWith(customer, agent)).isFalse();
  }

  @Test
  void who_is_not_answered_is_in_no_conversation() {
    theyTalk();
    UniqueId ringing = new UniqueId("5.1");
    pbx.live.apply(
        new ChannelEvent.Appeared(
            Channels.ringing("SIP/413-5", "5.1").in(pbx.now(agent).bridge())));
    own.add(ringing);
    assertThat(changes()).isEmpty();
    assertThat(progress.goesOnWith(agent, ringing)).isFalse();
  }

  @Test
  void a_stranger_pauses_it_while_a_partner_is_live_who_may_come_back() {
    theyTalk();
    UniqueId stranger = comes("SIP/trunk-4", "4.1", "4.1");
    pbx.leaves(customer);
    pbx.enters(agent, "other");
    pbx.enters(stranger, "other");
    assertThat(changes()).containsExactly(new Paused(agent, false));
    assertThat(changes()).isEmpty();
    pbx.hangsUp(stranger);
    pbx.enters(customer, "other");
    assertThat(changes()).contains(new Resumed(agent));
    assertThat(progress.goesOnWith(customer, agent)).isTrue();
  }

  @Test
  void who_was_dialled_from_it_takes_the_place_of_a_partner() {
    UniqueId dialled = comes("SIP/412-3", "3.1", "1.1");
    theyTalk();
    pbx.hangsUp(customer);
    changes();
    talk(agent, dialled);
    assertThat(changes()).contains(new Resumed(agent));
  }

  @Test
  void who_was_called_and_led_on_by_a_partner_who_has_left_goes_on() {
    UniqueId called = comes("SIP/412-3", "3.1", "2.1"); // the customer's call
    UniqueId stranger = comes("SIP/trunk-4", "4.1", "4.1");
    talk(customer, called);
    changes();
    pbx.hangsUp(called);
    talk(stranger, customer);
    assertThat(changes()).doesNotContain(new Paused(customer, true));
    assertThat(progress.goesOnWith(called, customer)).isTrue();
  }

  @Test
  void what_was_recorded_on_a_channel_that_is_gone_goes_on_with_its_partner() {
    UniqueId dialled = comes("SIP/412-3", "3.1", "2.1");
    theyTalk();
    pbx.hangsUp(agent);
    assertThat(changes())
        .containsExactlyInAnyOrder(new Paused(customer, false), new Paused(agent, false));
    talk(customer, dialled);
    assertThat(changes()).containsExactlyInAnyOrder(new Resumed(customer), new Resumed(agent));
    assertThat(progress.goesOnWith(agent, customer)).isTrue();
    pbx.hangsUp(dialled);
    pbx.hangsUp(customer);
    assertThat(changes()).contains(new Paused(agent, true), new Paused(customer, true));
    assertThat(changes()).as("told once").isEmpty();
  }

  @Test
  void a_recording_that_begins_is_of_those_whom_it_hears_now() {
    theyTalk();
    pbx.leaves(customer);
    UniqueId other = comes("SIP/trunk-4", "4.1", "4.1");
    talk(agent, other);
    progress.begin(pbx.now(agent), pbx.live.conversations(own), pbx.live);
    assertThat(progress.goesOnWith(other, agent)).isTrue();
    assertThat(progress.goesOnWith(customer, agent)).isFalse();
    assertThat(progress.parties()).contains(other);
  }

  @Test
  void after_a_restart_those_who_took_part_are_known_and_those_who_only_rang_are_not() {
    Channel ringing = Channels.ringing("SIP/413-5", "5.1").ofCall(new LinkedId("1.1"));
    talk(agent, customer);
    CallRecord stored =
        CallRecord.of(
            pbx.now(agent).call(),
            pbx.now(agent),
            List.of(pbx.now(agent), pbx.now(customer), ringing),
            Instant.EPOCH);
    ConversationProgress restarted = ConversationProgress.of(stored);
    assertThat(restarted.parties()).containsExactlyInAnyOrder(agent, customer);
    assertThat(restarted.goesOnWith(customer, agent)).isTrue();
    assertThat(restarted.goesOnWith(ringing.uniqueId(), agent)).isFalse();
    pbx.hangsUp(customer);
    pbx.leaves(agent);
    assertThat(changes(restarted)).contains(new Paused(agent, false));
  }
}
