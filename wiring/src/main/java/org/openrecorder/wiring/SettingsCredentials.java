package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.openrecorder.application.port.Administrators;
import org.openrecorder.application.port.Credentials;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.settings.RecorderSettings;

/** The clients and networks that the settings name, and the administrator. */
@Singleton
class SettingsCredentials implements Credentials {

  private static final Set<Permission> CLIENT =
      Set.of(Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE);
  private static final Set<Permission> TRUSTED = Set.of(Permission.RECORD, Permission.RETRIEVE);
  private static final Set<Permission> ADMINISTRATOR = Set.of(Permission.ADMINISTER);

  private static final ClientName TRUSTED_NETWORK = new ClientName("trusted-network");

  /**
   * What an unknown client's secret is compared with, so that it takes as long as a known one's.
   */
  private static final byte[] NOBODY = digest("");

  private final RecorderSettings settings;
  private final Administrators administrators;
  private final Map<String, byte[]> clients;

  /**
   * Names by the digests of tokens: where two digests begin to differ says nothing of the tokens.
   */
  private final Map<ByteBuffer, String> tokens;

  /**
   * The digest of the administrator's password once it was found right: hashing takes long, and is
   * asked for often.
   */
  private final AtomicReference<byte[]> knownPassword = new AtomicReference<>(new byte[0]);

  @Inject
  SettingsCredentials(RecorderSettings settings, Administrators administrators) {
    this.settings = settings;
    this.administrators = administrators;
    this.clients =
        settings.clients().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    RecorderSettings.Client::name, client -> digest(client.secret().reveal())));
    this.tokens = new HashMap<>();
    for (RecorderSettings.Client client : settings.clients()) {
      client
          .token()
          .ifPresent(token -> tokens.put(ByteBuffer.wrap(digest(token.reveal())), client.name()));
    }
  }

  @Override
  public Optional<Caller> authenticate(String name, String secret, String address) {
    if (name.equals(FirstAdministrator.NAME)) {
      return isAdministrator(secret)
          ? Optional.of(caller(name, address, ADMINISTRATOR))
          : Optional.empty();
    }
    byte[] expected = clients.getOrDefault(name, NOBODY);
    boolean right = MessageDigest.isEqual(expected, digest(secret));
    return right && clients.containsKey(name)
        ? Optional.of(caller(name, address, CLIENT))
        : Optional.empty();
  }

  @Override
  public Optional<Caller> bearerOf(String token, String address) {
    return Optional.ofNullable(tokens.get(ByteBuffer.wrap(digest(token))))
        .map(name -> caller(name, address, CLIENT));
  }

  private boolean isAdministrator(String secret) {
    byte[] digest = digest(secret);
    if (settings.adminPassword().isPresent()) {
      return MessageDigest.isEqual(digest(settings.adminPassword().get().reveal()), digest);
    }
    if (MessageDigest.isEqual(knownPassword.get(), digest)) {
      return true;
    }
    boolean right =
        administrators
            .passwordHash(FirstAdministrator.NAME)
            .filter(hash -> PasswordHash.matches(secret, hash))
            .isPresent();
    if (right) {
      knownPassword.set(Arrays.copyOf(digest, digest.length));
    }
    return right;
  }

  @Override
  public Optional<Caller> trusted(String address) {
    return settings.trustedNetworks().stream().anyMatch(network -> network.contains(address))
        ? Optional.of(new Caller(TRUSTED_NETWORK, address, TRUSTED))
        : Optional.empty();
  }

  private static Caller caller(String name, String address, Set<Permission> permissions) {
    return new Caller(new ClientName(name), address, permissions);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
