package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationsTest {

  private static Channel channel(String uniqueId, String name, String bridge) {
    return new Channel(
        new PbxName("a"),
        new UniqueId(uniqueId),
        new LinkedId("1.1"),
        new ChannelName(name),
        true,
        Optional.of(bridge),
        false,
        Direction.UNKNOWN,
        "",
        "");
  }

  private static final Channel OLD = channel("1.9", "SIP/410-1", "x");
  private static final Channel NEW = channel("1.10", "SIP/411-1", "x");
  private static final Channel LOCAL = channel("1.2", "Local/412@lab-1;1", "x");
  private static final Channel ALONE = channel("1.3", "SIP/413-1", "y");

  @Test
  void the_oldest_real_channel_that_talks_to_somebody_survives() {
    assertThat(new Conversations(List.of(ALONE, LOCAL, NEW, OLD)).survivor()).contains(OLD);
    assertThat(new Conversations(List.of(ALONE, OLD)).survivor()).isEmpty();
    assertThat(new Conversations(List.of(OLD, NEW.in(Optional.empty()))).survivor()).isEmpty();
  }

  @Test
  void a_partner_is_the_one_real_channel_in_the_same_bridge() {
    assertThat(new Conversations(List.of(ALONE, LOCAL, NEW, OLD)).partnerOf(OLD.uniqueId()))
        .contains(NEW);
    Channel third = channel("1.11", "SIP/414-1", "x");
    assertThat(new Conversations(List.of(OLD, NEW, third)).partnerOf(OLD.uniqueId())).isEmpty();
    assertThat(new Conversations(List.of(OLD, ALONE)).partnerOf(ALONE.uniqueId())).isEmpty();
  }
}
