package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.domain.call.Channels.answered;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedCallsTest {

  private final WatchedCalls watched = new WatchedCalls();
  private final Channel agent = answered("SIP/410-1", "1.1");
  private final Channel customer = answered("SIP/trunk-2", "1.2").ofCall(agent.linkedId());
  private final CallKey call = agent.call();

  @Test
  void a_call_that_nobody_watches_is_nobody_s_business() {
    assertThat(watched.joined(agent)).isEmpty();
    assertThat(watched.hungUp(agent)).isEmpty();
    assertThat(watched.callOf(agent)).isEqualTo(call);
  }

  @Test
  void a_call_lasts_until_its_last_channel_is_gone() {
    watched.watch(call, List.of(agent, customer));
    assertThat(watched.hungUp(agent)).isEmpty();
    assertThat(watched.isLive(call)).isTrue();
    assertThat(watched.hungUp(customer)).containsExactly(call);
    assertThat(watched.isLive(call)).isFalse();
  }

  @Test
  void a_channel_that_comes_later_prolongs_it() {
    watched.watch(call, List.of(agent));
    assertThat(watched.joined(customer)).containsExactly(call);
    assertThat(watched.hungUp(agent)).isEmpty();
    assertThat(watched.hungUp(customer)).containsExactly(call);
  }

  @Test
  void a_call_goes_on_under_the_linked_id_that_its_channel_moves_to() {
    watched.watch(call, List.of(agent, customer));
    Channel moved = customer.ofCall(new LinkedId("7.7"));
    Channel newcomer = answered("SIP/412-3", "7.7");
    assertThat(watched.joined(moved)).containsExactly(call);
    assertThat(watched.joined(newcomer)).containsExactly(call);
    assertThat(watched.callOf(newcomer)).isEqualTo(call);
    assertThat(watched.hungUp(agent)).isEmpty();
    assertThat(watched.hungUp(moved)).isEmpty();
    assertThat(watched.hungUp(newcomer)).containsExactly(call);
  }

  @Test
  void an_ended_call_is_forgotten_under_all_its_names() {
    watched.watch(call, List.of(agent));
    watched.joined(agent.ofCall(new LinkedId("7.7")));
    watched.hungUp(agent);
    Channel later = answered("SIP/412-3", "7.7");
    assertThat(watched.joined(later)).isEmpty();
    assertThat(watched.callOf(later)).isEqualTo(later.call());
  }
}
