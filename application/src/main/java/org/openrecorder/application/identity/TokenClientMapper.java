package org.openrecorder.application.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.Claims;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;

/**
 * Maps the provider's claims to a principal: the client that the token was issued for, and the user
 * of the client, if it was issued for one. A client that is known here has the rights that it has
 * here; the provider gives rights only to clients that are not known here, and only where the
 * settings allow it. A client that is disabled here is known, and rejected.
 */
public final class TokenClientMapper {

  private final ClaimNames names;
  private final Set<ClientName> reserved;
  private final ClientAuthenticator authenticator;
  private final TokenUserMapper people;

  /**
   * Maps claims with those names.
   *
   * @param reserved names that only this server gives, whatever the provider says
   */
  public TokenClientMapper(
      ClaimNames names,
      Set<ClientName> reserved,
      ClientAuthenticator authenticator,
      TokenUserMapper people) {
    this.names = names;
    this.reserved = Set.copyOf(reserved);
    this.authenticator = authenticator;
    this.people = people;
  }

  Result<ApiPrincipal> of(Claims claims, String address) {
    try {
      return claims
          .one(names.client())
          .map(name -> client(new ClientName(name), claims, address))
          .orElseGet(() -> refused("the token names no client"));
    } catch (InvalidValue malformed) {
      return refused("the token says something that cannot be: " + malformed.getMessage());
    }
  }

  private static <T> Result<T> refused(String trueReason) {
    return Result.rejected(Unauthenticated.because(trueReason));
  }

  private Result<ApiPrincipal> client(ClientName name, Claims claims, String address) {
    return isReserved(name)
        ? refused("the token is of a client with the reserved name " + name)
        : authenticator
            .named(name)
            .or(() -> permitted(name, claims))
            .map(client -> enabled(client, claims, address))
            .orElseGet(() -> refused("this server does not know the token's client " + name));
  }

  /** Ignores case: in the audit trail the two would look alike. */
  private boolean isReserved(ClientName name) {
    return reserved.stream().anyMatch(one -> one.value().equalsIgnoreCase(name.value()));
  }

  private Result<ApiPrincipal> enabled(Client client, Claims claims, String address) {
    return client.enabled()
        ? people.of(claims, client.at(address))
        : refused("the token's client " + client.name() + " is disabled");
  }

  private Optional<Client> permitted(ClientName name, Claims claims) {
    Set<Permission> permissions =
        names.permissions().map(claims::all).orElse(List.of()).stream()
            .flatMap(TokenClientMapper::permission)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    return permissions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Client(name, permissions, AccessScope.EVERYTHING, true));
  }

  /** Ignores other words, which may be meant for other servers. */
  private static Stream<Permission> permission(String word) {
    return Arrays.stream(Permission.values())
        .filter(one -> one.name().equals(word.toUpperCase(Locale.ROOT)));
  }
}
