package org.openrecorder.wiring;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.port.UserRecords;
import org.openrecorder.application.port.Users;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/** The users of the settings and, where these know none of the name, the stored ones. */
final class AllUsers implements Users {

  private final Map<Username, User> ofSettings;
  private final UserRecords stored;

  AllUsers(Collection<User> ofSettings, UserRecords stored) {
    this.ofSettings =
        ofSettings.stream().collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
    this.stored = stored;
  }

  @Override
  public Optional<User> find(Username name) {
    return Optional.ofNullable(ofSettings.get(name)).or(() -> stored.find(name));
  }

  @Override
  public Set<Extension> extensionsOf(Team team) {
    return Stream.concat(
            ofSettings.values().stream(),
            stored.membersOf(team).stream().filter(user -> !ofSettings.containsKey(user.name())))
        .filter(User::enabled)
        .filter(user -> user.team().equals(Optional.of(team)))
        .flatMap(user -> user.extensions().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
