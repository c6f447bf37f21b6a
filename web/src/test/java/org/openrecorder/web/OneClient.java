package org.openrecorder.web;

import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.port.Credentials;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.Reach;

/**
 * Knows the client {@code crm} with the secret {@code secret} and a token; whether the network is
 * trusted can be changed.
 */
final class OneClient implements Credentials {

  private volatile boolean networkIsTrusted;
  private volatile boolean down;

  void trustTheNetwork(boolean trusted) {
    networkIsTrusted = trusted;
  }

  void goDown(boolean nowDown) {
    down = nowDown;
  }

  @Override
  public Optional<Caller> authenticate(String name, String secret, String address) {
    if (down) {
      throw new StoreUnavailable("down", new IllegalStateException("as the test wants"));
    }
    return name.equals("crm") && secret.equals("secret")
        ? Optional.of(caller(name, address))
        : Optional.empty();
  }

  @Override
  public Optional<Caller> bearerOf(String token, String address) {
    return token.equals("the-token-of-the-crm")
        ? Optional.of(caller("crm", address))
        : Optional.empty();
  }

  @Override
  public Optional<Client> named(ClientName name) {
    return Optional.of(name)
        .filter(one -> one.value().equals("crm"))
        .map(one -> new Client(one, caller("crm", "-").permissions(), Reach.EVERYTHING, true));
  }

  @Override
  public Optional<Caller> trusted(String address) {
    return networkIsTrusted ? Optional.of(caller("trusted network", address)) : Optional.empty();
  }

  private static Caller caller(String name, String address) {
    return new Caller(
        new ClientName(name), address, Set.of(Permission.RECORD, Permission.RETRIEVE));
  }
}
