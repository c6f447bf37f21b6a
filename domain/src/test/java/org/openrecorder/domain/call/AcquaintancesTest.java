package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.Acquaintances.NewPartner;

class AcquaintancesTest {

  private static final Channel AGENT = channel("1.1", "SIP/410-1");
  private static final Channel CUSTOMER = channel("1.2", "SIP/trunk-2");
  private static final Channel COLLEAGUE = channel("1.3", "SIP/412-3");
  private static final Channel LOCAL = channel("1.4", "Local/412@lab-4;1");

  private final Acquaintances acquaintances = new Acquaintances();

  private static Channel channel(String uniqueId, String name) {
    return new Channel(
        new PbxName("a"),
        new UniqueId(uniqueId),
        new LinkedId("1.1"),
        new ChannelName(name),
        true,
        Optional.of("bridge"),
        false,
        Direction.UNKNOWN,
        "",
        "");
  }

  private List<NewPartner> meet(Channel... channels) {
    return acquaintances.meet(new Conversations(List.of(channels), List.of()));
  }

  @Test
  void the_first_one_somebody_talks_to_is_no_change_and_neither_is_the_same_again() {
    assertThat(meet(AGENT)).isEmpty();
    assertThat(meet(AGENT, CUSTOMER)).isEmpty();
    assertThat(meet(AGENT)).isEmpty();
    assertThat(meet(AGENT, CUSTOMER)).isEmpty();
  }

  @Test
  void another_one_after_the_first_is_told_once_of_whoever_stayed() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, COLLEAGUE)).containsExactly(new NewPartner(AGENT.uniqueId(), COLLEAGUE));
    assertThat(meet(AGENT, COLLEAGUE)).isEmpty();
  }

  @Test
  void who_came_while_the_first_was_there_is_known() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, CUSTOMER, COLLEAGUE)).isEmpty();
    assertThat(meet(AGENT, COLLEAGUE)).isEmpty();
  }

  @Test
  void behind_half_a_local_channel_is_nobody_until_it_has_vanished() {
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, LOCAL)).isEmpty();
    assertThat(meet(AGENT, COLLEAGUE)).containsExactly(new NewPartner(AGENT.uniqueId(), COLLEAGUE));
  }

  @Test
  void whoever_was_met_through_a_local_channel_is_known_when_it_has_vanished() {
    Channel otherHalf = channel("1.5", "Local/412@lab-4;2").in(Optional.of("beyond"));
    Channel beyond = COLLEAGUE.in(Optional.of("beyond"));
    meet(AGENT, CUSTOMER);
    assertThat(meet(AGENT, LOCAL, otherHalf, beyond))
        .contains(new NewPartner(AGENT.uniqueId(), beyond));
    assertThat(meet(AGENT, COLLEAGUE)).isEmpty();
  }

  @Test
  void whoever_is_forgotten_begins_anew() {
    meet(AGENT, CUSTOMER);
    acquaintances.forget(AGENT.uniqueId());
    assertThat(meet(AGENT, COLLEAGUE)).isEmpty();
  }

  private static List<NewPartner> afterRestart(List<Channel> stored, Channel... now) {
    Call call = Call.of(AGENT.call(), AGENT, stored, Instant.EPOCH);
    return Acquaintances.of(call).meet(new Conversations(List.of(now), List.of()));
  }

  @Test
  void of_a_stored_call_only_two_are_sure_to_have_talked_to_each_other() {
    assertThat(afterRestart(List.of(CUSTOMER), AGENT, CUSTOMER)).isEmpty();
    assertThat(afterRestart(List.of(CUSTOMER, LOCAL), AGENT, CUSTOMER)).isEmpty();
    NewPartner moved = new NewPartner(AGENT.uniqueId(), COLLEAGUE);
    assertThat(afterRestart(List.of(CUSTOMER), AGENT, COLLEAGUE)).containsExactly(moved);
    assertThat(afterRestart(List.of(CUSTOMER, COLLEAGUE), AGENT, COLLEAGUE)).contains(moved);
  }
}
