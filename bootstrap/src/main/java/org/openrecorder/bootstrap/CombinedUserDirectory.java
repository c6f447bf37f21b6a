package org.openrecorder.bootstrap;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.application.port.UserRepository;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/** The users of the settings and, where these know none of the name, the stored ones. */
final class CombinedUserDirectory implements UserDirectory {

  private final Supplier<Map<Username, User>> ofSettings;
  private final UserRepository stored;

  CombinedUserDirectory(Collection<User> ofSettings, UserRepository stored) {
    this(byName(ofSettings), stored);
  }

  private CombinedUserDirectory(Map<Username, User> ofSettings, UserRepository stored) {
    this(() -> ofSettings, stored);
  }

  /**
   * Users of settings that can change.
   *
   * @param ofSettings asked for with each question
   */
  CombinedUserDirectory(Supplier<Map<Username, User>> ofSettings, UserRepository stored) {
    this.ofSettings = ofSettings;
    this.stored = stored;
  }

  static Map<Username, User> byName(Collection<User> users) {
    return users.stream().collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
  }

  @Override
  public Optional<User> find(Username name) {
    return Optional.ofNullable(ofSettings.get().get(name)).or(() -> stored.find(name));
  }

  /** Those of the settings are all enabled. */
  @Override
  public boolean isDisabled(Username name) {
    return !ofSettings.get().containsKey(name) && stored.isDisabled(name);
  }

  @Override
  public Set<Extension> extensionsOf(Team team) {
    Map<Username, User> fixed = ofSettings.get();
    return Stream.concat(
            fixed.values().stream(),
            stored.membersOf(team).stream().filter(user -> !fixed.containsKey(user.name())))
        .filter(User::enabled)
        .filter(user -> user.team().equals(Optional.of(team)))
        .flatMap(user -> user.extensions().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
