package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.port.AdministratorRepository;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.ClientRepository;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.settings.PasswordHash;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.Secret;
import org.openrecorder.settings.TokenHash;

/**
 * The administrator, the clients and networks that the settings name, and the stored clients. What
 * is stored is asked for with each request, so that a change takes effect at once.
 */
@Singleton
class ClientCredentials implements ClientAuthenticator {

  static final ClientName TRUSTED_NETWORK = new ClientName("trusted-network");

  private static final Known NO_CLIENT = new Known(Optional.empty(), List.of(), List.of());

  private final SettingsInUse inUse;
  private final RecorderSettings settings;
  private final AdministratorRepository administrators;
  private final ClientRepository stored;
  private final InstantSource clock;
  private final SecretVerifier check = new SecretVerifier();
  private final TrustedAccessLog trustedUse;
  private final Derived<RecorderSettings, OfSettings> ofSettings;

  /**
   * The clients that the settings name.
   *
   * @param byToken by the hashes of their tokens: where two hashes begin to differ says nothing of
   *     the tokens
   */
  private record OfSettings(Map<String, Known> byName, Map<TokenHash, Client> byToken) {

    static OfSettings of(RecorderSettings settings) {
      OfSettings all = new OfSettings(new HashMap<>(), new HashMap<>());
      settings.clients().forEach(all::add);
      return all;
    }

    private void add(RecorderSettings.Client setting) {
      Client client = ConfiguredAccounts.client(setting);
      byName.put(
          setting.name(),
          new Known(Optional.of(client), digests(setting.secrets()), setting.hashes()));
      setting.tokens().forEach(token -> byToken.put(token, client));
    }
  }

  /** What a secret given under a name is compared with; empty where there is no client. */
  private record Known(Optional<Client> client, List<byte[]> digests, List<PasswordHash> hashes) {}

  ClientCredentials(
      RecorderSettings settings,
      AdministratorRepository administrators,
      ClientRepository stored,
      InstantSource clock) {
    this(new SettingsInUse(settings), administrators, stored, clock);
  }

  @Inject
  ClientCredentials(
      SettingsInUse settings,
      AdministratorRepository administrators,
      ClientRepository stored,
      InstantSource clock) {
    this.inUse = settings;
    this.settings = settings.started();
    this.ofSettings = new Derived<>(settings::now, OfSettings::of);
    this.administrators = administrators;
    this.stored = stored;
    this.clock = clock;
    this.trustedUse = new TrustedAccessLog(clock);
  }

  private static List<byte[]> digests(List<Secret> secrets) {
    return secrets.stream().map(Secret::reveal).map(SecretVerifier::digest).toList();
  }

  @Override
  public Optional<ApiPrincipal> authenticate(String name, String secret, String address) {
    Known known = known(name);
    boolean right = check.isRight(secret, known.digests(), known.hashes());
    return known
        .client()
        .filter(client -> right && client.enabled())
        .map(client -> client.at(address));
  }

  private Known known(String name) {
    if (name.equals(AdministratorBootstrap.NAME)) {
      return administrator();
    }
    Known fixed = ofSettings.get().byName().get(name);
    return fixed == null ? storedAs(name) : fixed;
  }

  private Known administrator() {
    Optional<Client> client = Optional.of(ConfiguredAccounts.administrator());
    RecorderSettings now = inUse.now();
    return now.adminPassword()
        .map(password -> new Known(client, digests(List.of(password)), List.of()))
        .or(() -> now.adminPasswordHash().map(hash -> new Known(client, List.of(), List.of(hash))))
        .orElseGet(() -> new Known(client, List.of(), hashes(administratorHash())));
  }

  private List<String> administratorHash() {
    return administrators.passwordHash(AdministratorBootstrap.NAME).stream().toList();
  }

  private Known storedAs(String name) {
    return clientName(name)
        .flatMap(stored::find)
        .map(one -> new Known(Optional.of(one.client()), List.of(), hashes(valid(one))))
        .orElse(NO_CLIENT);
  }

  private static Optional<ClientName> clientName(String name) {
    try {
      return Optional.of(new ClientName(name));
    } catch (InvalidValue invalid) {
      return Optional.empty();
    }
  }

  private List<String> valid(ClientRepository.StoredClient one) {
    return one.secrets().stream()
        .filter(secret -> secret.validAt(clock.instant()))
        .map(ClientSecret::hash)
        .toList();
  }

  private static List<PasswordHash> hashes(List<String> texts) {
    return texts.stream().map(PasswordHash::new).toList();
  }

  @Override
  public Optional<ApiPrincipal> bearerOf(String token, String address) {
    return Optional.ofNullable(ofSettings.get().byToken().get(TokenHash.of(token)))
        .map(client -> client.at(address));
  }

  @Override
  public Optional<Client> named(ClientName name) {
    return name.value().equals(AdministratorBootstrap.NAME)
        ? Optional.empty()
        : known(name.value()).client();
  }

  @Override
  public Optional<ApiPrincipal> trusted(String address) {
    if (settings.trustedNetworks().stream().noneMatch(network -> network.contains(address))) {
      return Optional.empty();
    }
    Optional<ApiPrincipal> caller = onTrustedNetwork(address);
    caller.ifPresent(
        known -> {
          boolean unused = trustedUse.by(address, known.client().value());
        });
    return caller;
  }

  /** Empty where the client that the network stands for was taken out of the settings. */
  private Optional<ApiPrincipal> onTrustedNetwork(String address) {
    Optional<String> name = settings.trust().client();
    return name.isEmpty()
        ? Optional.of(anybodyAt(address))
        : name.flatMap(one -> ofSettings.get().byName().getOrDefault(one, NO_CLIENT).client())
            .map(client -> client.trustedAt(address));
  }

  /** Where the settings name no client for trusted networks. */
  private static ApiPrincipal anybodyAt(String address) {
    return new ApiPrincipal(
        TRUSTED_NETWORK,
        address,
        Set.of(Permission.RECORD, Permission.RETRIEVE),
        AccessScope.EVERYTHING,
        false);
  }
}
