package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.PartnerHistory.PartnerChange;

class PartnerHistoryTest {

  private static final Channel AGENT = channel("1.1", "SIP/410-1");
  private static final Channel CUSTOMER = channel("1.2", "SIP/trunk-2");
  private static final Channel COLLEAGUE = channel("1.3", "SIP/412-3");
  private static final Channel LOCAL = channel("1.4", "Local/412@lab-4;1");

  private final PartnerHistory acquaintances = new PartnerHistory();

  private static Channel channel(String uniqueId, String name) {
    return new Channel(
        new PbxName("a"),
        new UniqueId(uniqueId),
        new LinkedId("1.1"),
        new ChannelName(name),
        new ChannelName(name).extension(),
        true,
        Optional.of("bridge"),
        false,
        false,
        Direction.UNKNOWN,
        "",
        "");
  }

  private List<PartnerChange> meet(Channel... channels) {
    return acquaintances.meet(new BridgedParties(List.of(channels), List.of()));
  }

  @Test
  void the_first_one_somebody_talks_to_is_no_change_and_neither_is_the_same_further_on() {
    assertThat(meet(AGENT)).isEmpty();
    assertThat(meet(AGENT, CUSTOMER)).isEmpty();
    assertThat(meet(AGENT, CUSTOMER)).isEmpty();
  }

  private void assertTalkAnew(Channel... channels) {
    assertThat(meet(channels))
        .containsExactlyInAnyOrder(
            new PartnerChange(AGENT.uniqueId(), CUSTOMER),
            new PartnerChange(CUSTOMER.uniqueId(), AGENT));
    assertThat(meet(channels)).as("once").isEmpty();
  }

  @Test
  void whoever_comes_back_is_new_again_to_both() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT)).isEmpty();
    assertTalkAnew(AGENT, CUSTOMER);
    assertThat(meet(CUSTOMER)).isEmpty();
    assertTalkAnew(AGENT, CUSTOMER);
  }

  @Test
  void so_are_two_who_were_both_elsewhere() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT.in(Optional.of("another")), CUSTOMER)).isEmpty();
    assertTalkAnew(AGENT, CUSTOMER);
    assertThat(meet()).as("both listen to the PBX").isEmpty();
    assertTalkAnew(AGENT, CUSTOMER);
  }

  @Test
  void whoever_asks_a_colleague_and_comes_back_is_new_again_though_met_before() {
    meet(AGENT, CUSTOMER);
    Channel asking = AGENT.in(Optional.of("inquiry"));
    Channel asked = COLLEAGUE.in(Optional.of("inquiry"));
    assertThat(meet(asking, CUSTOMER, asked))
        .containsExactly(new PartnerChange(AGENT.uniqueId(), asked));
    assertThat(meet(AGENT, CUSTOMER, asked))
        .contains(
            new PartnerChange(AGENT.uniqueId(), CUSTOMER),
            new PartnerChange(CUSTOMER.uniqueId(), AGENT));
  }

  @Test
  void whoever_was_on_hold_is_new_again_whoever_held() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT.held(true), CUSTOMER)).isEmpty();
    assertTalkAnew(AGENT, CUSTOMER);
    assertThat(meet(AGENT, CUSTOMER.held(true))).isEmpty();
    assertThat(meet(AGENT.held(true), CUSTOMER.held(true))).isEmpty();
    assertThat(meet(AGENT.held(true), CUSTOMER)).as("the other still holds").isEmpty();
    assertTalkAnew(AGENT, CUSTOMER);
  }

  @Test
  void whoever_is_left_of_three_is_new_again() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, CUSTOMER, COLLEAGUE)).isEmpty();
    assertTalkAnew(AGENT, CUSTOMER);
  }

  @Test
  void another_one_after_the_first_is_told_once_of_whoever_stayed() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, COLLEAGUE))
        .containsExactly(new PartnerChange(AGENT.uniqueId(), COLLEAGUE));
    assertThat(meet(AGENT, COLLEAGUE)).isEmpty();
  }

  @Test
  void so_is_one_who_came_while_the_first_was_there() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, CUSTOMER, COLLEAGUE)).isEmpty();
    assertThat(meet(AGENT, COLLEAGUE)).contains(new PartnerChange(AGENT.uniqueId(), COLLEAGUE));
  }

  @Test
  void behind_half_a_local_channel_is_nobody_until_it_has_vanished() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, LOCAL)).isEmpty();
    assertThat(meet(AGENT, COLLEAGUE))
        .containsExactly(new PartnerChange(AGENT.uniqueId(), COLLEAGUE));
  }

  @Test
  void whoever_was_met_through_a_local_channel_is_known_when_it_has_vanished() {
    Channel otherHalf = channel("1.5", "Local/412@lab-4;2").in(Optional.of("beyond"));
    Channel beyond = COLLEAGUE.in(Optional.of("beyond"));
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, LOCAL, otherHalf, beyond))
        .contains(new PartnerChange(AGENT.uniqueId(), beyond));
    assertThat(meet(AGENT, COLLEAGUE)).isEmpty();
  }

  private void record(Channel channel, Channel... now) {
    acquaintances.recorded(channel, new BridgedParties(List.of(now), List.of()));
  }

  @Test
  void a_new_recorder_takes_in_the_one_its_channel_talks_to() {
    meet(AGENT, CUSTOMER);
    meet(AGENT);
    record(AGENT, AGENT, CUSTOMER);
    assertThat(meet(AGENT, CUSTOMER)).doesNotContain(new PartnerChange(AGENT.uniqueId(), CUSTOMER));
    assertThat(meet(AGENT, COLLEAGUE)).contains(new PartnerChange(AGENT.uniqueId(), COLLEAGUE));
  }

  @Test
  void to_a_recorder_that_begins_while_the_pbx_plays_something_the_first_one_is_new() {
    record(AGENT);
    assertThat(meet(AGENT, CUSTOMER))
        .containsExactly(new PartnerChange(AGENT.uniqueId(), CUSTOMER));
    record(AGENT, AGENT, CUSTOMER.held(true));
    assertThat(meet(AGENT, CUSTOMER)).contains(new PartnerChange(AGENT.uniqueId(), CUSTOMER));
  }

  @Test
  void to_a_recorder_that_is_asked_for_while_a_telephone_rings_nobody_is_new() {
    record(Channels.ringing("SIP/410-1", "1.1"));
    assertThat(meet(AGENT)).isEmpty();
    assertThat(meet(AGENT, CUSTOMER)).isEmpty();
  }

  private static List<PartnerChange> afterRestart(List<Channel> stored, Channel... now) {
    CallRecord call = CallRecord.of(AGENT.call(), AGENT, stored, Instant.EPOCH);
    return PartnerHistory.of(call).meet(new BridgedParties(List.of(now), List.of()));
  }

  @Test
  void of_a_stored_call_only_two_are_sure_to_have_talked_to_each_other() {
    assertThat(afterRestart(List.of(CUSTOMER), AGENT, CUSTOMER)).isEmpty();
    assertThat(afterRestart(List.of(CUSTOMER, LOCAL), AGENT, CUSTOMER)).isEmpty();
    PartnerChange moved = new PartnerChange(AGENT.uniqueId(), COLLEAGUE);
    assertThat(afterRestart(List.of(CUSTOMER), AGENT, COLLEAGUE)).containsExactly(moved);
    assertThat(afterRestart(List.of(CUSTOMER, COLLEAGUE), AGENT, COLLEAGUE)).contains(moved);
  }
}
