package org.openrecorder.application.identity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.Claims;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/**
 * Finds the user for whom a token was issued. The provider's claims about the user take precedence;
 * where they name no role, the user of that name on this server counts. A user of whom neither
 * knows anything may do nothing, and neither may a user who is disabled here.
 */
public final class TokenUserMapper {

  private final ClaimNames names;
  private final UserDirectory users;

  public TokenUserMapper(ClaimNames names, UserDirectory users) {
    this.names = names;
    this.users = users;
  }

  /**
   * The client as far as that user may use it; all of it if the token proves that it belongs to the
   * client itself.
   *
   * @return rejected with UNAUTHENTICATED for a token that names no user and does not prove that
   * @throws InvalidValue if a claim has an invalid value
   */
  Result<ApiPrincipal> of(Claims claims, ApiPrincipal client) {
    boolean named = claims.names(names.user());
    if (isOwn(claims, client, named)) {
      return Result.success(client);
    }
    return named ? Result.success(used(claims, client)) : Result.rejected(unknownUser());
  }

  /** A token that also names a user is the user's: that gives fewer rights. */
  private boolean isOwn(Claims claims, ApiPrincipal client, boolean named) {
    return names.serviceAccounts().stream()
        .filter(rule -> !named || rule.ownClaims().contains(names.user()))
        .anyMatch(rule -> rule.provenBy(claims, client.client().value()));
  }

  private Rejection unknownUser() {
    return Unauthenticated.because(
        "the token names no user in the claim "
            + names.user()
            + " and does not prove that it is of the client itself (recorder.oidc.service-account)");
  }

  private ApiPrincipal used(Claims claims, ApiPrincipal client) {
    User user = user(new Username(only(claims.all(names.user()))), claims);
    return client.usedBy(user, user.team().map(users::extensionsOf).orElse(Set.of()));
  }

  private static String only(List<String> values) {
    if (values.size() != 1) {
      throw new InvalidValue("the user is not one text");
    }
    return values.getFirst();
  }

  private User user(Username name, Claims claims) {
    Optional<User> here = users.find(name);
    boolean enabled = here.map(User::enabled).orElseGet(() -> !users.isDisabled(name));
    return group(claims)
        .map(role -> new User(name, role, team(claims), extensions(claims), enabled))
        .or(() -> here)
        .orElseGet(() -> new User(name, UserRole.AGENT, Optional.empty(), Set.of(), false));
  }

  /** The role with the most rights; ignores other words, which may be meant for other servers. */
  private Optional<UserRole> group(Claims claims) {
    return claims.all(names.group()).stream()
        .flatMap(TokenUserMapper::group)
        .max(Comparator.naturalOrder());
  }

  private static Stream<UserRole> group(String word) {
    return Arrays.stream(UserRole.values())
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
