package org.openrecorder.application.identity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.port.Claims;
import org.openrecorder.application.port.Users;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Group;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/**
 * Finds the person for whom a token was made. What the provider says of the person counts; where it
 * names no group the user of that name counts whom we know. Somebody of whom neither knows anything
 * may do nothing, and so does somebody who is disabled here.
 */
public final class PersonByClaims {

  /** How Keycloak names the account of a client itself, which is no person. */
  private static final String CLIENTS_OWN = "service-account-";

  private static final String CLIENT_ID = "client_id";

  private final ClaimNames names;
  private final Users users;

  public PersonByClaims(ClaimNames names, Users users) {
    this.names = names;
    this.users = users;
  }

  /**
   * The client as far as that person may use it; all of it if the token was made for no person.
   *
   * @throws InvalidValue if the claims say what cannot be
   */
  Caller of(Claims claims, Caller client) {
    List<String> person = claims.all(names.user());
    if (!claims.names(names.user()) || isOwn(person, claims, client)) {
      return client;
    }
    User user = user(new Username(only(person)), claims);
    return client.usedBy(user, user.team().map(users::extensionsOf).orElse(Set.of()));
  }

  private static boolean isOwn(List<String> person, Claims claims, Caller client) {
    String name = client.client().value();
    return person.size() == 1
        && person.getFirst().equalsIgnoreCase(CLIENTS_OWN + name)
        && claims.one(CLIENT_ID).equals(Optional.of(name));
  }

  private static String only(List<String> values) {
    if (values.size() != 1) {
      throw new InvalidValue("the user is not one text");
    }
    return values.getFirst();
  }

  private User user(Username name, Claims claims) {
    Optional<User> here = users.find(name);
    boolean enabled = here.map(User::enabled).orElse(true);
    return group(claims)
        .map(group -> new User(name, group, team(claims), extensions(claims), enabled))
        .or(() -> here)
        .orElseGet(() -> new User(name, Group.AGENT, Optional.empty(), Set.of(), false));
  }

  /** The one with the most rights; other words may stand there too, for other servers. */
  private Optional<Group> group(Claims claims) {
    return claims.all(names.group()).stream()
        .flatMap(PersonByClaims::group)
        .max(Comparator.naturalOrder());
  }

  private static Stream<Group> group(String word) {
    return Arrays.stream(Group.values())
        .filter(one -> one.name().equals(word.toUpperCase(Locale.ROOT)));
  }

  private Optional<Team> team(Claims claims) {
    return claims.names(names.team())
        ? Optional.of(new Team(only(claims.all(names.team()))))
        : Optional.empty();
  }

  private Set<Extension> extensions(Claims claims) {
    return claims.all(names.extensions()).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(Extension::new)
        .collect(Collectors.toUnmodifiableSet());
  }
}
