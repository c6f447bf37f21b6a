package org.openrecorder.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/** The users that the test names. */
public final class FixedUsers implements UserDirectory {

  private final Map<Username, User> users = new LinkedHashMap<>();

  /** Adds an enabled user with one extension. */
  public FixedUsers with(String name, UserRole role, String team, String extension) {
    return with(
        new User(
            new Username(name),
            role,
            Optional.of(new Team(team)),
            Set.of(new Extension(extension)),
            true));
  }

  /** Adds a manager who is disabled. */
  public FixedUsers withDisabled(String name, String extension) {
    return with(
        new User(
            new Username(name),
            UserRole.MANAGER,
            Optional.empty(),
            Set.of(new Extension(extension)),
            false));
  }

  public FixedUsers with(User user) {
    users.put(user.name(), user);
    return this;
  }

  @Override
  public Optional<User> find(Username name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public boolean isDisabled(Username name) {
    return users.values().stream()
        .filter(user -> !user.enabled())
        .anyMatch(user -> user.name().value().equalsIgnoreCase(name.value()));
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
