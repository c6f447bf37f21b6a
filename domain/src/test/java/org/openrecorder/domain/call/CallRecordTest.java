package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.domain.call.Channels.answered;
import static org.openrecorder.domain.call.Channels.ringing;
import static org.openrecorder.domain.call.Channels.talking;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRecordTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Channel agent = answered("SIP/410-1", "1795411936.1");
  private final CallRecord call = CallRecord.of(agent.call(), agent, List.of(agent), NOW);

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
    assertThat(CallRecord.of(late.call(), late, List.of(), NOW).startedAt()).isEqualTo(NOW);
  }

  @Test
  void a_channel_takes_part_once() {
    assertThat(call.joinedBy(List.of(agent))).isSameAs(call);
    assertThat(call.joinedBy(List.of(talking("SIP/411-2", "1.2"))).participants())
        .containsExactlyInAnyOrder(new Extension("410"), new Extension("411"));
  }

  @Test
  void a_channel_that_only_rings_takes_no_part() {
    CallRecord rung =
        call.joinedBy(List.of(ringing("SIP/411-2", "1.2"), answered("SIP/412-3", "1.3")));
    assertThat(rung.participants()).containsExactly(new Extension("410"));
    assertThat(rung.involved())
        .containsExactlyInAnyOrder(
            new Extension("410"), new Extension("411"), new Extension("412"));
    assertThat(rung.tookPart(new UniqueId("1.2")).participants())
        .containsExactlyInAnyOrder(new Extension("410"), new Extension("411"));
    assertThat(rung.tookPart(new UniqueId("1.2")).onlyRang(new UniqueId("1.2"))).isEqualTo(rung);
    assertThat(rung.tookPart(new UniqueId("9.9"))).isSameAs(rung);
  }

  @Test
  void a_local_channel_stands_for_its_extension_only_where_no_telephone_does() {
    Channel local = talking("Local/411@lab-1;1", "1.2");
    assertThat(call.joinedBy(List.of(local)).participants()).contains(new Extension("411"));
    assertThat(
            call.joinedBy(List.of(ringing("SIP/411-2", "1.3")))
                .joinedBy(List.of(local))
                .participants())
        .as("the telephone itself only rings")
        .containsExactly(new Extension("410"));
  }

  @Test
  void it_keeps_only_so_many_legs() {
    List<Channel> crowd =
        IntStream.range(0, 600).mapToObj(i -> answered("SIP/5-" + i, "2." + i)).toList();
    assertThat(call.joinedBy(crowd).legs()).hasSize(CallRecord.MOST_LEGS);
  }

  @Test
  void the_first_answer_and_the_first_end_count() {
    Instant later = NOW.plusSeconds(9);
    assertThat(call.answered(later).answeredAt()).contains(NOW);
    assertThat(call.ended(NOW).ended(later).endedAt()).contains(NOW);
    assertThat(call.ended(NOW).inProgress()).isFalse();
  }
}
