package org.openrecorder.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

class UserTest {

  private static final Set<Extension> TEAM = Set.of(new Extension("411"));

  static Stream<Arguments> who_hears_what() {
    return Stream.of(
        Arguments.of(UserRole.AGENT, true, "410", true),
        Arguments.of(UserRole.AGENT, true, "411", false),
        Arguments.of(UserRole.SUPERVISOR, true, "410", true),
        Arguments.of(UserRole.SUPERVISOR, true, "411", true),
        Arguments.of(UserRole.SUPERVISOR, true, "412", false),
        Arguments.of(UserRole.MANAGER, true, "412", true),
        Arguments.of(UserRole.MANAGER, false, "410", false),
        Arguments.of(UserRole.AGENT, false, "410", false));
  }

  @ParameterizedTest(name = "{0} enabled {1} hears a call of {2}: {3}")
  @MethodSource("who_hears_what")
  void the_group_decides_whose_calls_a_user_hears(
      UserRole role, boolean enabled, String extension, boolean hears) {
    User user =
        new User(
            new Username("fred"),
            role,
            Optional.of(new Team("sales")),
            Set.of(new Extension("410")),
            enabled);
    assertThat(user.listeningScope(TEAM).covers(callOf(extension))).isEqualTo(hears);
  }

  private static CallRecord callOf(String extension) {
    Channel channel =
        new Channel(
            new PbxName("pbx"),
            new UniqueId("1.1"),
            new LinkedId("1.1"),
            new ChannelName("SIP/" + extension + "-1"),
            new ChannelName("SIP/" + extension + "-1").extension(),
            true,
            Optional.empty(),
            false,
            false,
            Direction.UNKNOWN,
            "",
            "");
    return CallRecord.of(channel.call(), channel, List.of(channel), Instant.EPOCH);
  }
}
