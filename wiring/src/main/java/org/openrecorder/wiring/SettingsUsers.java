package org.openrecorder.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openrecorder.application.port.Users;
import org.openrecorder.domain.access.Group;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.settings.RecorderSettings;

/** The users that the settings name; all are enabled. */
final class SettingsUsers implements Users {

  private final Map<Username, User> users;

  SettingsUsers(List<RecorderSettings.User> settings) {
    users =
        settings.stream()
            .map(SettingsUsers::user)
            .collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
  }

  private static User user(RecorderSettings.User setting) {
    return new User(
        new Username(setting.name()),
        group(setting.group()),
        setting.team().map(Team::new),
        setting.extensions().stream().map(Extension::new).collect(Collectors.toUnmodifiableSet()),
        true);
  }

  private static Group group(RecorderSettings.UserGroup setting) {
    return switch (setting) {
      case AGENT -> Group.AGENT;
      case SUPERVISOR -> Group.SUPERVISOR;
      case MANAGER -> Group.MANAGER;
    };
  }

  @Override
  public Optional<User> find(Username name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public Set<Extension> extensionsOf(Team team) {
    return users.values().stream()
        .filter(User::enabled)
        .filter(user -> user.team().equals(Optional.of(team)))
        .flatMap(user -> user.extensions().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
