package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartiesTest {

  private final Telephones pbx = new Telephones();
  private final UniqueId agent = pbx.comes("SIP/410-1", "1.1", "1.1");
  private final UniqueId customer = pbx.comes("SIP/trunk-2", "2.1", "2.1");
  private final Parties parties =
      Parties.NONE.with(List.of(pbx.now(agent), pbx.now(customer)), pbx.live);

  private boolean goesOn(UniqueId party, UniqueId... heard) {
    List<Channel> others = Stream.of(heard).map(pbx::now).toList();
    return parties.goOnWith(pbx.now(party), others, pbx.live);
  }

  @Test
  void it_goes_on_with_a_party_and_not_with_a_stranger() {
    UniqueId stranger = pbx.comes("SIP/trunk-3", "3.1", "3.1");
    assertThat(goesOn(agent, customer)).isTrue();
    assertThat(goesOn(agent, stranger)).isFalse();
    assertThat(goesOn(agent, stranger, customer)).isTrue();
  }

  @Test
  void it_goes_on_with_who_was_dialled_from_it_whatever_call_that_one_is_in_now() {
    UniqueId dialled = pbx.comes("SIP/412-4", "4.1", "1.1");
    pbx.joins(dialled, "9.9");
    assertThat(goesOn(agent, dialled)).isTrue();
    UniqueId joined = pbx.comes("SIP/413-5", "5.1", "5.1");
    pbx.joins(joined, "1.1");
    assertThat(goesOn(agent, joined)).as("the next customer is joined with it too").isFalse();
  }

  @Test
  void it_goes_on_with_who_was_asked_back_by_one_of_its_telephones() {
    UniqueId asked = pbx.comes("SIP/413-5", "5.1", "5.1");
    UniqueId asking = pbx.comes("SIP/410-6", "6.1", "5.1");
    pbx.enters(asking, "back");
    pbx.enters(asked, "back");
    pbx.enters(asked, "front");
    assertThat(goesOn(customer, asked)).isTrue();
  }

  @Test
  void it_does_not_go_on_with_a_customer_whom_the_agent_had_before() {
    UniqueId former = pbx.comes("SIP/trunk-7", "7.1", "7.1");
    pbx.enters(agent, "one");
    pbx.enters(former, "one");
    pbx.leaves(former);
    pbx.enters(former, "two");
    assertThat(goesOn(agent, former)).isFalse();
  }

  @Test
  void it_goes_on_with_whoever_takes_a_party_out_of_a_parking_lot() {
    UniqueId taker = pbx.comes("SIP/415-8", "8.1", "8.1");
    pbx.isParked(customer);
    pbx.enters(customer, "front");
    assertThat(goesOn(customer, taker)).isTrue();
    assertThat(goesOn(customer)).as("and with nobody").isFalse();
    assertThat(goesOn(agent, taker)).as("who was not parked").isFalse();
  }

  @Test
  void who_is_gone_is_not_live_and_one_is_nobody_else() {
    assertThat(parties.anyLiveBut(agent, pbx.live)).isTrue();
    pbx.hangsUp(customer);
    assertThat(parties.anyLiveBut(agent, pbx.live)).isFalse();
    assertThat(parties.isNobodyBut(agent)).isFalse();
    assertThat(Parties.NONE.with(List.of(pbx.now(agent)), pbx.live).isNobodyBut(agent)).isTrue();
  }
}
