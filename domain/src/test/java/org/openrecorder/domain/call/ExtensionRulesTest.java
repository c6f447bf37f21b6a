package org.openrecorder.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionRulesTest {

  private static final ExtensionRules RULES =
      new ExtensionRules(
          Optional.of(Pattern.compile("99(\\d+)|(\\d+)-mobile|SIP/(\\d+)-WS|x(-)")),
          Map.of(
              new Extension("430"), List.of("desk", "PJSIP/agent-7"),
              new Extension("431"), List.of("99431")));

  @ParameterizedTest
  @CsvSource({
    "PJSIP/420-mobile-0000001a, 420",
    "PJSIP/99410-00000001, 410",
    "SIP/201-WS-00000001, 201",
    "PJSIP/201-WS-00000001, 201-WS",
    "PJSIP/410-00000001, 410",
    "PJSIP/desk-00000001, 430",
    "IAX2/DESK-7, 430",
    "PJSIP/agent-7-00000002, 430",
    "SIP/agent-7-00000002, agent-7",
    "PJSIP/99431-00000002, 431",
    "Local/99410@from-internal-00000001;1, 410",
    "PJSIP/199410-00000001, 199410",
  })
  void a_device_has_the_extension_that_its_alias_the_pattern_or_its_name_says(
      String channel, String extension) {
    assertThat(RULES.extensionOf(new ChannelName(channel))).contains(new Extension(extension));
  }

  @Test
  void a_group_that_is_no_extension_is_passed_over() {
    assertThat(
            new ExtensionRules(Optional.of(Pattern.compile("(a b)|(.*)")), Map.of())
                .extensionOf(new ChannelName("SIP/a b-1")))
        .isEmpty();
  }

  @Test
  void whoever_lost_its_place_to_another_channel_has_no_extension() {
    assertThat(RULES.extensionOf(new ChannelName("PJSIP/99410-00000001<ZOMBIE>"))).isEmpty();
  }

  @Test
  void without_rules_the_extension_is_the_name_of_the_device() {
    assertThat(ExtensionRules.NONE.extensionOf(new ChannelName("PJSIP/420-mobile-0000001a")))
        .contains(new Extension("420-mobile"));
  }
}
