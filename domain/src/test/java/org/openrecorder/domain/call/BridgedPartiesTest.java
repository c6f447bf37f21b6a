package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BridgedPartiesTest {

  private static Channel channel(String uniqueId, String name, String bridge) {
    return new Channel(
        new PbxName("a"),
        new UniqueId(uniqueId),
        new LinkedId("1.1"),
        new ChannelName(name),
        new ChannelName(name).extension(),
        true,
        Optional.of(bridge),
        false,
        false,
        Direction.UNKNOWN,
        "",
        "");
  }

  private static final Channel OLD = channel("1.9", "SIP/410-1", "x");
  private static final Channel NEW = channel("1.10", "SIP/411-1", "x");
  private static final Channel LOCAL = channel("1.2", "Local/412@lab-1;1", "x");
  private static final Channel ALONE = channel("1.3", "SIP/413-1", "y");

  private static BridgedParties among(Channel... channels) {
    return new BridgedParties(List.of(channels), List.of(channels));
  }

  @Test
  void the_oldest_real_channel_that_talks_to_somebody_survives() {
    assertThat(among(ALONE, LOCAL, NEW, OLD).survivor(any -> true)).contains(OLD);
    assertThat(among(ALONE, OLD).survivor(any -> true)).isEmpty();
    assertThat(among(OLD, NEW.in(Optional.empty())).survivor(any -> true)).isEmpty();
  }

  @Test
  void somebody_may_be_of_another_call_but_the_survivor_is_of_this_one() {
    assertThat(new BridgedParties(List.of(NEW), List.of(OLD, NEW)).survivor(any -> true))
        .contains(NEW);
    assertThat(new BridgedParties(List.of(NEW), List.of(OLD, NEW)).partnersOf(NEW)).isEmpty();
  }

  @Test
  void partners_are_the_real_channels_in_the_same_bridge() {
    assertThat(among(ALONE, LOCAL, NEW, OLD).partnersOf(OLD)).containsExactly(NEW);
    assertThat(among(OLD, ALONE).partnersOf(ALONE)).isEmpty();
  }

  @Test
  void a_partner_is_the_only_one_there_and_not_held() {
    assertThat(among(ALONE, LOCAL, NEW, OLD).partnerOf(OLD)).contains(NEW);
    assertThat(among(OLD, NEW, ALONE.in(OLD.bridge())).partnerOf(OLD)).isEmpty();
    assertThat(among(OLD, ALONE).partnerOf(ALONE)).isEmpty();
    assertThat(among(OLD.held(true), NEW).partnerOf(NEW)).isEmpty();
    assertThat(among(OLD.held(true), NEW).partnerOf(OLD.held(true))).isEmpty();
  }

  @Test
  void whoever_is_behind_local_channels_is_a_partner_from_both_sides() {
    Channel first = channel("1.4", "Local/412@lab-7;1", "x");
    Channel second = channel("1.5", "Local/412@lab-7;2", "z");
    Channel third = channel("1.6", "Local/413@lab-8;1", "z");
    Channel fourth = channel("1.7", "Local/413@lab-8;2", "y");
    Channel[] chain = {OLD, first, second, third, fourth, ALONE};
    assertThat(among(chain).partnersOf(OLD)).containsExactly(ALONE);
    assertThat(among(chain).partnersOf(ALONE)).containsExactly(OLD);
    assertThat(among(chain).partnersOf(first)).as("on its own side").containsExactly(OLD);
    assertThat(among(OLD, first, third, fourth, ALONE).partnersOf(OLD)).isEmpty();
  }

  @Test
  void a_local_channel_whose_ends_are_in_one_bridge_leads_nowhere() {
    Channel first = channel("1.4", "Local/412@lab-7;1", "x");
    Channel second = channel("1.5", "Local/412@lab-7;2", "x");
    assertThat(among(OLD, first, second).partnersOf(OLD)).isEmpty();
    assertThat(among(OLD, first, second, NEW).partnersOf(OLD)).containsExactly(NEW);
  }
}
