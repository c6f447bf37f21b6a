package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.domain.call.Channels.answered;
import static org.openrecorder.domain.call.Channels.ringing;
import static org.openrecorder.domain.call.Channels.talking;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelSelectionTest {

  static Stream<Arguments> better_and_worse() {
    return Stream.of(
        Arguments.of(
            "answered before ringing", answered("SIP/410-1", "1.1"), ringing("SIP/410-2", "1.2")),
        Arguments.of(
            "bridged before not", talking("SIP/410-1", "1.1"), answered("SIP/410-2", "1.2")),
        Arguments.of(
            "not on hold before on hold",
            talking("SIP/410-1", "1.1"),
            talking("SIP/410-2", "1.2").held(true)),
        Arguments.of(
            "a conversation, though over a Local one, before a real one that rings",
            talking("Local/410@x-2;1", "1.2"),
            ringing("SIP/410-1", "1.1")),
        Arguments.of(
            "a conversation, though over a Local one, before a real one that talks with nobody",
            talking("Local/410@x-2;1", "1.2"),
            answered("SIP/410-1", "1.1")),
        Arguments.of(
            "of two conversations the one over a real one",
            talking("SIP/410-1", "1.2"),
            talking("Local/410@x-2;1", "1.1")),
        Arguments.of(
            "of two that ring the real one",
            ringing("SIP/410-1", "1.2"),
            ringing("Local/410@x-2;1", "1.1")),
        Arguments.of(
            "the older of two that ring", ringing("SIP/410-1", "1.1"), ringing("SIP/410-2", "1.2")),
        Arguments.of(
            "the older of two that were answered and talk with nobody",
            answered("SIP/410-1", "1.1"),
            answered("SIP/410-2", "1.2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("better_and_worse")
  void the_better_channel_is_chosen(String rule, Channel better, Channel worse) {
    assertThat(chosen(List.of(better, worse))).as(rule).isEqualTo(better);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("better_and_worse")
  void the_order_in_which_they_came_matters_only_between_equals(
      String rule, Channel better, Channel worse) {
    Channel expected = rule.startsWith("the older") ? worse : better;
    assertThat(chosen(List.of(worse, better))).as(rule).isEqualTo(expected);
  }

  @Test
  void two_that_are_talking_in_different_calls_are_not_guessed_between() {
    Channel one = talking("SIP/410-1", "1.1");
    Channel other = talking("SIP/410-2", "1.2");
    assertThat(ChannelSelection.among(List.of(one, other)))
        .isEqualTo(new ChannelSelection.Ambiguous(List.of(one, other)));
  }

  @Test
  void two_halves_of_one_call_are_not_ambiguous() {
    Channel one = talking("Local/410@x-1;1", "1.1");
    Channel other = talking("Local/410@x-1;2", "1.2").ofCall(one.linkedId());
    assertThat(chosen(List.of(one, other))).isEqualTo(one);
  }

  @Test
  void a_held_one_beside_two_that_talk_does_not_make_it_clear() {
    List<Channel> all =
        List.of(
            talking("SIP/410-1", "1.1").held(true),
            talking("SIP/410-2", "1.2"),
            talking("SIP/410-3", "1.3"));
    assertThat(ChannelSelection.among(all))
        .isEqualTo(new ChannelSelection.Ambiguous(all.subList(1, 3)));
  }

  @Test
  void of_no_channels_none_is_chosen() {
    assertThat(ChannelSelection.among(List.of())).isEqualTo(new ChannelSelection.None());
  }

  private static Channel chosen(List<Channel> channels) {
    return ((ChannelSelection.Chosen) ChannelSelection.among(channels)).channel();
  }
}
