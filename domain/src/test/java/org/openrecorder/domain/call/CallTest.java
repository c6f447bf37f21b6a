package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.domain.call.Channels.answered;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Channel agent = answered("SIP/410-1", "1795411936.1");
  private final Call call = Call.of(agent.call(), agent, List.of(agent), NOW);

  @Test
  void the_latest_tag_is_the_external_reference() {
    assertThat(call.tagged(new Tag("22")).tagged(new Tag("23")).externalReference())
        .contains(new Tag("23"));
  }

  @Test
  void it_began_when_its_linked_id_says() {
    assertThat(call.startedAt()).isEqualTo(Instant.ofEpochSecond(1795411936));
  }

  @Test
  void a_linked_id_from_the_future_does_not_make_it_begin_later_than_now() {
    Channel late = answered("SIP/410-1", "99999999999.1");
    assertThat(Call.of(late.call(), late, List.of(), NOW).startedAt()).isEqualTo(NOW);
  }

  @Test
  void a_channel_takes_part_once() {
    assertThat(call.joinedBy(List.of(agent))).isSameAs(call);
    assertThat(call.joinedBy(List.of(answered("SIP/411-2", "1.2"))).participants())
        .containsExactlyInAnyOrder(new Extension("410"), new Extension("411"));
  }

  @Test
  void it_keeps_only_so_many_legs() {
    List<Channel> crowd =
        IntStream.range(0, 600).mapToObj(i -> answered("SIP/5-" + i, "2." + i)).toList();
    assertThat(call.joinedBy(crowd).legs()).hasSize(Call.MOST_LEGS);
  }

  @Test
  void the_first_answer_and_the_first_end_count() {
    Instant later = NOW.plusSeconds(9);
    assertThat(call.answered(later).answeredAt()).contains(NOW);
    assertThat(call.ended(NOW).ended(later).endedAt()).contains(NOW);
    assertThat(call.ended(NOW).inProgress()).isFalse();
  }
}
