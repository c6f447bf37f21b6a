package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.domain.call.Channels.answered;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrackedCallsTest {

  private final TrackedCalls trackedCalls = new TrackedCalls();
  private final Channel agent = answered("SIP/410-1", "1.1");
  private final Channel customer = answered("SIP/trunk-2", "1.2").ofCall(agent.linkedId());
  private final CallId call = agent.call();

  @Test
  void a_call_that_nobody_watches_is_nobody_s_business() {
    assertThat(trackedCalls.joined(agent)).isEmpty();
    assertThat(trackedCalls.hungUp(agent)).isEmpty();
    assertThat(trackedCalls.callOf(agent)).isEqualTo(call);
  }

  @Test
  void a_call_lasts_until_its_last_channel_is_gone() {
    trackedCalls.watch(call, List.of(agent, customer));
    assertThat(trackedCalls.hungUp(agent)).isEmpty();
    assertThat(trackedCalls.isLive(call)).isTrue();
    assertThat(trackedCalls.hungUp(customer)).containsExactly(call);
    assertThat(trackedCalls.isLive(call)).isFalse();
  }

  @Test
  void a_channel_that_comes_later_prolongs_it() {
    trackedCalls.watch(call, List.of(agent));
    assertThat(trackedCalls.joined(customer)).containsExactly(call);
    assertThat(trackedCalls.hungUp(agent)).isEmpty();
    assertThat(trackedCalls.hungUp(customer)).containsExactly(call);
  }

  @Test
  void a_call_goes_on_under_the_linked_id_that_its_channel_moves_to() {
    trackedCalls.watch(call, List.of(agent, customer));
    Channel moved = customer.ofCall(new LinkedId("7.7"));
    Channel newcomer = answered("SIP/412-3", "7.7");
    assertThat(trackedCalls.joined(moved)).containsExactly(call);
    assertThat(trackedCalls.joined(newcomer)).containsExactly(call);
    assertThat(trackedCalls.callOf(newcomer)).isEqualTo(call);
    assertThat(trackedCalls.hungUp(agent)).isEmpty();
    assertThat(trackedCalls.hungUp(moved)).isEmpty();
    assertThat(trackedCalls.hungUp(newcomer)).containsExactly(call);
  }

  @Test
  void an_ended_call_is_forgotten_under_all_its_names() {
    trackedCalls.watch(call, List.of(agent));
    trackedCalls.joined(agent.ofCall(new LinkedId("7.7")));
    trackedCalls.hungUp(agent);
    Channel later = answered("SIP/412-3", "7.7");
    assertThat(trackedCalls.joined(later)).isEmpty();
    assertThat(trackedCalls.callOf(later)).isEqualTo(later.call());
  }
}
