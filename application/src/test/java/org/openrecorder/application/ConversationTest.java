package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.recording.Gap;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * An agent stays on the line for a whole shift, and has one customer after the other on the same
 * channel. What is recorded of one conversation ends with it.
 */
class ConversationTest {

  private static final String POOL = "1.1";

  private final Server server = new Server();
  private final Channel agent = loggedIn();

  /** The agent's channel is up and waits where nobody can talk. */
  private Channel loggedIn() {
    return server.pbx.bridge(server.pbx.talk("SIP/410-1", POOL), Optional.empty());
  }

  /** A customer calls and the PBX makes the two calls one. */
  private Channel connected(String number) {
    Channel customer = server.pbx.talk("SIP/trunk-" + number, number + ".1");
    server.pbx.bridge(agent, customer.bridge());
    return server.pbx.move(customer, POOL);
  }

  private void leaves(Channel customer) {
    server.pbx.hangUp(customer);
    server.pbx.bridge(agent, Optional.empty());
  }

  private void minutesPass() {
    server.clock.advance(Server.GAP);
  }

  private List<RecordingSegment> furtherLegs(RecordingId id) {
    return server.recordings.segments(List.of(id));
  }

  @Test
  void a_recording_ends_when_its_last_partner_leaves_though_the_agent_stays() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    leaves(customer);
    assertThat(server.pbx.recorders()).isZero();
    assertThat(server.state(id)).isEqualTo("available");
    assertThat(code(server.retrieve("order-1", "max")))
        .as("somebody may still take the customer's place")
        .isEqualTo(ErrorCode.CALL_IN_PROGRESS);
    minutesPass();
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
  }

  @Test
  void the_next_customer_never_comes_under_the_tag_of_the_last() {
    Channel first = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    leaves(first);
    Channel second = connected("3");
    assertThat(server.pbx.recorders()).isZero();
    assertThat(furtherLegs(id)).isEmpty();
    assertThat(id(server.retrieve("order-1", "max")))
        .as("another conversation has begun, so that one is over")
        .isEqualTo(id);

    RecordingId next = id(server.start("410", "order-2"));
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(code(server.retrieve("order-2", "max"))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
    leaves(second);
    minutesPass();
    assertThat(id(server.retrieve("order-2", "max"))).isEqualTo(next);
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
  }

  /** As on a busy machine: what follows from the end of the first is decided after the second. */
  @Test
  void nor_does_one_who_comes_before_the_end_of_the_last_is_dealt_with() {
    Channel first = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    server.background.hold(true);
    leaves(first);
    server.background.workOff();
    connected("3");
    server.background.workOff();
    server.background.hold(false);
    server.background.tryAgain();
    assertThat(server.pbx.recorders()).isZero();
    assertThat(furtherLegs(id)).isEmpty();
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
  }

  @Test
  void what_was_stopped_can_be_retrieved_after_its_conversation() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    id(server.stop("410"));
    assertThat(code(server.retrieve("order-1", "max"))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
    leaves(customer);
    minutesPass();
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
    connected("3");
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
  }

  @Test
  void so_can_what_was_recorded_on_the_channel_of_a_customer_who_has_left() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("2.1", "order-1"));
    leaves(customer);
    minutesPass();
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
    connected("3");
    assertThat(server.pbx.recorders()).isZero();
    assertThat(furtherLegs(id)).isEmpty();
  }

  @Test
  void it_is_so_in_a_conference_where_each_call_stays_its_own() {
    server.pbx.bridge(agent, Optional.of("conference"));
    Channel first = inConference("2");
    RecordingId id = id(server.start("410", "order-1"));
    server.pbx.hangUp(first);
    assertThat(server.pbx.recorders()).isZero();
    inConference("3");
    assertThat(server.pbx.recorders()).isZero();
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
    assertThat(furtherLegs(id)).isEmpty();
  }

  private Channel inConference(String number) {
    Channel customer = server.pbx.talk("SIP/trunk-" + number, number + ".1");
    return server.pbx.bridge(customer, Optional.of("conference"));
  }

  @Test
  void a_partner_who_is_only_away_ends_nothing() {
    Channel customer = connected("2");
    id(server.start("410", "order-1"));
    server.pbx.hold(agent);
    server.pbx.bridge(customer, Optional.empty());
    assertThat(server.pbx.recorders()).isEqualTo(1);
    server.pbx.bridge(customer, agent.bridge());
    assertThat(server.pbx.recorders()).isEqualTo(1);
  }

  @Test
  void who_comes_back_in_time_is_recorded_again_as_one() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    Channel supervisor = server.pbx.talk("SIP/419-9", "9.1");
    server.pbx.bridge(customer, supervisor.bridge());
    server.pbx.bridge(agent, Optional.of("other"));
    Channel stranger = inBridge("other", "3");
    assertThat(server.pbx.recorders()).as("a stranger").isZero();
    Instant away = server.clock.instant();
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.hangUp(stranger);
    server.pbx.bridge(customer, Optional.of("other"));
    assertThat(server.gapsOf(id))
        .containsExactly(new Gap(away, server.clock.instant(), "the call changed hands"));
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(furtherLegs(id)).hasSize(1);
    assertThat(code(server.retrieve("order-1", "max"))).isEqualTo(ErrorCode.CALL_IN_PROGRESS);
  }

  @Test
  void why_a_conversation_had_a_gap_stays_known_when_the_next_one_is_recorded() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    Channel dialled = server.pbx.ring("SIP/412-5", "5.1", POOL);
    leaves(customer);
    server.clock.advance(Duration.ofSeconds(1));
    server.pbx.bridge(agent, server.pbx.answer(dialled).bridge());
    List<Gap> gaps = server.gapsOf(id);
    assertThat(gaps).extracting(Gap::why).containsExactly("the call changed hands");
    leaves(dialled);
    minutesPass();
    connected("3");
    id(server.start("410", "order-2"));
    assertThat(server.gapsOf(id)).isEqualTo(gaps);
  }

  @Test
  void whoever_comes_while_the_partner_is_away_is_not_recorded_though_the_calls_are_made_one() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    server.pbx.bridge(customer, Optional.of("waiting"));
    connected("3");
    assertThat(server.pbx.recorders()).isZero();
    assertThat(furtherLegs(id)).isEmpty();
  }

  private Channel recordedOnTheCustomersChannelForNow() {
    Channel customer = connected("2");
    id(server.start("410", "order-1"));
    server.pbx.resume(server.pbx.hold(customer));
    assertThat(server.pbx.actions()).endsWith("begin 2.1", "end 1.1");
    return customer;
  }

  @Test
  void it_is_so_too_while_the_recording_is_on_the_channel_of_the_partner() {
    Channel customer = recordedOnTheCustomersChannelForNow();
    server.pbx.bridge(customer, Optional.of("waiting"));
    connected("3");
    assertThat(server.pbx.actions()).endsWith("end 2.1");
    server.background.letTimePass();
    assertThat(server.pbx.recorders()).isZero();
  }

  @Test
  void a_recording_does_not_come_back_to_an_agent_who_is_not_in_its_conversation_any_more() {
    Channel unused = recordedOnTheCustomersChannelForNow();
    server.pbx.bridge(agent, Optional.empty());
    server.background.letTimePass();
    assertThat(server.pbx.actions()).endsWith("end 1.1");
  }

  private Channel inBridge(String bridge, String number) {
    Channel one = server.pbx.talk("SIP/trunk-" + number, number + ".1");
    return server.pbx.bridge(one, Optional.of(bridge));
  }

  @Test
  void nobody_takes_the_place_of_a_partner_after_the_gap() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    Channel dialled = server.pbx.ring("SIP/412-5", "5.1", POOL);
    leaves(customer);
    minutesPass();
    server.pbx.bridge(agent, server.pbx.answer(dialled).bridge());
    assertThat(server.pbx.recorders()).isZero();
    assertThat(furtherLegs(id)).isEmpty();
  }

  @Test
  void who_was_dialled_from_the_conversation_takes_a_place_within_the_gap() {
    Channel customer = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    Channel dialled = server.pbx.ring("SIP/412-5", "5.1", POOL);
    leaves(customer);
    server.pbx.bridge(agent, server.pbx.answer(dialled).bridge());
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(furtherLegs(id)).hasSize(1);
  }

  @Test
  void who_was_parked_goes_on_with_whoever_takes_the_call_back() {
    Channel caller = server.pbx.talk("SIP/trunk-7", "7.1");
    Channel called = server.pbx.talk("SIP/412-8", "8.1", "7.1");
    RecordingId id = id(server.start("7.1", "order-7"));
    server.pbx.park(caller);
    server.pbx.hangUp(called);
    assertThat(server.pbx.recorders()).as("music").isZero();
    Channel taker = server.pbx.talk("SIP/413-9", "9.1");
    server.pbx.bridge(caller, taker.bridge());
    assertThat(server.pbx.recorders()).isEqualTo(1);
    assertThat(furtherLegs(id)).hasSize(1);
  }

  @Test
  void a_restart_does_not_bring_the_next_customer_under_the_tag_of_the_last() {
    Channel first = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    leaves(first);
    server.crash();
    server.restart();
    connected("3");
    assertThat(server.pbx.recorders()).isZero();
    assertThat(furtherLegs(id)).isEmpty();
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
  }

  @Test
  void so_it_is_where_the_customer_left_during_the_restart() {
    Channel first = connected("2");
    RecordingId id = id(server.start("410", "order-1"));
    server.crash();
    leaves(first);
    server.restart();
    assertThat(server.pbx.recorders()).isZero();
    minutesPass();
    assertThat(id(server.retrieve("order-1", "max"))).isEqualTo(id);
  }
}
