package org.openrecorder.edge;

import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;

/**
 * Knows the client {@code crm} with the secret {@code secret} and a token; whether the network is
 * trusted can be changed.
 */
final class OneClient implements ClientAuthenticator {

  private volatile boolean networkIsTrusted;
  private volatile boolean down;

  void trustTheNetwork(boolean trusted) {
    networkIsTrusted = trusted;
  }

  void goDown(boolean nowDown) {
    down = nowDown;
  }

  @Override
  public Optional<ApiPrincipal> authenticate(String name, String secret, String address) {
    if (down) {
      throw new StoreUnavailableException("down", new IllegalStateException("as the test wants"));
    }
    return name.equals("crm") && secret.equals("secret")
        ? Optional.of(caller(name, address))
        : Optional.empty();
  }

  @Override
  public Optional<ApiPrincipal> bearerOf(String token, String address) {
    return token.equals("the-token-of-the-crm")
        ? Optional.of(caller("crm", address))
        : Optional.empty();
  }

  @Override
  public Optional<Client> named(ClientName name) {
    return Optional.of(name)
        .filter(one -> one.value().equals("crm"))
        .map(
            one -> new Client(one, caller("crm", "-").permissions(), AccessScope.EVERYTHING, true));
  }

  @Override
  public Optional<ApiPrincipal> trusted(String address) {
    return networkIsTrusted ? Optional.of(caller("trusted network", address)) : Optional.empty();
  }

  private static ApiPrincipal caller(String name, String address) {
    return new ApiPrincipal(
        new ClientName(name), address, Set.of(Permission.RECORD, Permission.RETRIEVE));
  }
}
