package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.domain.call.Channels.answered;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelHistoriesTest {

  private final ChannelHistories pasts = new ChannelHistories();
  private final Channel agent = answered("SIP/410-1", "1.1");
  private final Channel first = answered("SIP/trunk-2", "2.1");
  private final Channel second = answered("SIP/trunk-3", "3.1");

  @BeforeEach
  void come() {
    List.of(agent, first, second).forEach(pasts::appeared);
  }

  private ChannelHistory past(Channel channel) {
    return pasts.of(channel.uniqueId()).orElseThrow();
  }

  private Set<ChannelHistory.Company> before(Channel channel) {
    return past(channel).before();
  }

  private static ChannelHistory.Company company(Channel channel) {
    return ChannelHistory.Company.of(channel);
  }

  @Test
  void a_channel_was_born_in_the_call_in_which_it_was_first_seen() {
    pasts.appeared(agent.ofCall(new LinkedId("9.9")));
    assertThat(past(agent).bornIn()).isEqualTo(agent.linkedId());
  }

  @Test
  void who_was_with_it_is_known_from_the_next_bridge_on() {
    pasts.entered(agent, List.of(first));
    assertThat(before(agent)).isEmpty();
    pasts.entered(agent, List.of(second));
    assertThat(before(agent)).containsExactly(company(first));
  }

  @Test
  void who_came_later_was_with_it_too() {
    pasts.entered(agent, List.of());
    pasts.entered(first, List.of(agent));
    pasts.entered(agent, List.of(second));
    assertThat(before(agent)).containsExactly(company(first));
  }

  @Test
  void a_bridge_that_it_was_alone_in_does_not_count() {
    pasts.entered(agent, List.of(first));
    pasts.entered(agent, List.of());
    pasts.entered(agent, List.of(second));
    assertThat(before(agent)).containsExactly(company(first));
  }

  @Test
  void it_is_out_of_parking_in_the_first_bridge_after_it() {
    pasts.parked(agent);
    assertThat(past(agent).outOfParking()).isFalse();
    pasts.entered(agent, List.of(first));
    assertThat(past(agent).outOfParking()).isTrue();
    pasts.entered(agent, List.of(second));
    assertThat(past(agent).outOfParking()).isFalse();
  }

  @Test
  void of_a_large_conference_only_some_are_kept() {
    List<Channel> many =
        IntStream.range(0, 100).mapToObj(i -> answered("SIP/5" + i + "-1", "5." + i)).toList();
    pasts.entered(agent, many);
    pasts.entered(agent, List.of(second));
    assertThat(before(agent)).hasSize(10);
  }

  @Test
  void nothing_is_kept_of_what_is_gone_or_was_never_there() {
    pasts.gone(agent.uniqueId());
    assertThat(pasts.of(agent.uniqueId())).isEmpty();
    pasts.entered(agent, List.of(first));
    pasts.parked(agent);
    assertThat(pasts.of(agent.uniqueId())).isEmpty();
    pasts.entered(second, List.of(first));
    assertThat(before(first)).as("who was with it while it was not there").isEmpty();
  }
}
