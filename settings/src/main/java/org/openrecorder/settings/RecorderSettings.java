package org.openrecorder.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All settings, validated. */
public record RecorderSettings(
    Http http,
    Path data,
    long lowWaterBytes,
    Duration diskPatience,
    Duration reconcileEvery,
    Encryption encryption,
    Optional<Database> database,
    List<Pbx> pbxs,
    Trust trust,
    List<Client> clients,
    List<User> users,
    Optional<IdentityProvider> identityProvider,
    Calls calls,
    LegacyAnswer legacyGetAnswer,
    Limits limits,
    Optional<Secret> adminPassword,
    Optional<PasswordHash> adminPasswordHash,
    Optional<Secret> auditKey,
    Duration deniedAccessKept) {

  public RecorderSettings {
    pbxs = List.copyOf(pbxs);
    clients = List.copyOf(clients);
    users = List.copyOf(users);
  }

  public List<Network> trustedNetworks() {
    return trust.networks();
  }

  public List<String> privateExtensions() {
    return calls.privateExtensions();
  }

  /** The path of the embedded database, without the suffix of its file. */
  public Path databaseFile() {
    return data.resolve("db").resolve("recorder");
  }

  /**
   * Where the server listens.
   *
   * @param timeout how long a connection may be idle
   * @param tls the keystore of both ports; empty for plain HTTP
   * @param publicUrl the URL by which clients reach the server; empty if it is taken from their
   *     requests
   */
  public record Http(
      String address,
      int port,
      String managementAddress,
      int managementPort,
      Duration timeout,
      Optional<Tls> tls,
      Optional<URI> publicUrl) {}

  /**
   * How live calls are tracked and recorded.
   *
   * @param resyncEvery how often live channels are compared with the list of their PBX
   * @param conversationGap how long a conversation without a partner may continue
   * @param ringing what a start of the old API means on a ringing telephone
   * @param privateExtensions extensions whose calls are recorded as private
   * @param privateByRinging whether ringing alone also makes a call private
   */
  public record Calls(
      Duration resyncEvery,
      Duration conversationGap,
      LegacyRinging ringing,
      List<String> privateExtensions,
      boolean privateByRinging) {

    public Calls {
      privateExtensions = List.copyOf(privateExtensions);
    }
  }

  /** What a start of the old API records on a ringing telephone. */
  public enum LegacyRinging {
    /** Only that telephone, and not another one that answers the call. */
    PHONE,
    /** The call, whichever telephone answers it. */
    CALL
  }

  /**
   * The server's TLS identity.
   *
   * @param keystore a PKCS 12 file with one private key, which the password opens
   * @param validUntil the end of its certificate's validity
   */
  public record Tls(Path keystore, Secret password, Instant validUntil) {}

  /** How many requests one client and one address may send. */
  public record Limits(Pace client, int clientAtOnce, Pace address) {}

  /**
   * A rate limit.
   *
   * @param perSecond requests a second in the long run, 1 or more
   * @param burst requests at once after a pause, 1 or more
   */
  public record Pace(int perSecond, int burst) {}

  /**
   * How audio is encrypted in the archive.
   *
   * @param key the name of the master key for new audio, one of {@code masterKeys}; if empty, new
   *     audio is not encrypted
   * @param masterKeys all available keys
   */
  public record Encryption(Optional<String> key, List<MasterKey> masterKeys) {

    /** No encryption. */
    public static final Encryption OFF = new Encryption(Optional.empty(), List.of());

    public Encryption {
      masterKeys = List.copyOf(masterKeys);
    }
  }

  /**
   * A master key.
   *
   * @param key 32 bytes in Base64
   */
  public record MasterKey(String name, KeyPlace place, Secret key) {}

  /** Where a master key is kept. */
  public sealed interface KeyPlace {

    /** In a file of its own. */
    record InFile(Path file) implements KeyPlace {}

    /** In the settings themselves. */
    record InSettings() implements KeyPlace {}

    /** In a PKCS 12 keystore. */
    record InKeystore(Path file, Secret password, String alias) implements KeyPlace {}
  }

  /**
   * A PostgreSQL database; without one the server uses the embedded database.
   *
   * @param owner the user that migrates the tables; empty if {@code user} does
   */
  public record Database(String url, String user, Secret password, Optional<Owner> owner) {}

  /** The owner of the tables. */
  public record Owner(String user, Secret password) {}

  /**
   * One Asterisk server.
   *
   * @param spoolHere the spool's path on this machine, or the directory for fetched files if the
   *     PBX shares none
   * @param ari where files are fetched from; empty for a shared directory
   */
  public record Pbx(
      String name,
      String host,
      int port,
      String user,
      Secret secret,
      String spool,
      Path spoolHere,
      Optional<Ari> ari,
      Devices devices) {}

  /**
   * How a PBX names the devices of an extension.
   *
   * @param pattern has at least one group
   * @param aliases devices by extension
   */
  public record Devices(Optional<Pattern> pattern, Map<String, List<String>> aliases) {

    public Devices {
      aliases = Map.copyOf(aliases);
    }
  }

  /** The HTTP interface of an Asterisk server. */
  public record Ari(URI url, String user, Secret password) {}

  /**
   * What the server trusts without proof.
   *
   * @param networks clients in these networks need no credentials
   * @param client the client whose permissions they have; empty for start, stop and retrieve
   *     everywhere
   * @param methods the methods that they may call, perhaps none
   * @param proxies peers that report the true address of a client
   * @param hosts names, in lower case, by which clients without credentials may address this server
   * @param origins web pages that may call it without credentials, as {@code scheme://host} or
   *     {@code scheme://host:port}
   */
  public record Trust(
      List<Network> networks,
      Optional<String> client,
      List<TrustedMethod> methods,
      List<Network> proxies,
      List<String> hosts,
      List<String> origins) {

    /** Stands for all pages. */
    static final String ANY = "*";

    public Trust {
      networks = List.copyOf(networks);
      methods = List.copyOf(methods);
      proxies = List.copyOf(proxies);
      hosts = List.copyOf(hosts);
      origins = List.copyOf(origins);
    }

    /** Without host names and web pages. */
    public Trust(
        List<Network> networks,
        Optional<String> client,
        List<TrustedMethod> methods,
        List<Network> proxies) {
      this(networks, client, methods, proxies, List.of(), List.of());
    }

    /** Whether all web pages may call the server. */
    public boolean anyPage() {
      return origins.contains(ANY);
    }
  }

  /** The methods that can be allowed to clients without credentials. */
  public enum TrustedMethod {
    START("start"),
    STOP("stop"),
    RETRIEVE("retrieve"),
    RETRIEVE_BY_UNIQUE_ID("retrieveByUniqueId");

    private final String wireName;

    TrustedMethod(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /**
   * A system that sends requests. It authenticates by one of its secrets or tokens: at most two of
   * each, so that an operator can replace one while both are valid.
   */
  public record Client(
      String name,
      List<Secret> secrets,
      List<PasswordHash> hashes,
      List<TokenHash> tokens,
      ClientRights rights) {
    public Client {
      secrets = List.copyOf(secrets);
      hashes = List.copyOf(hashes);
      tokens = List.copyOf(tokens);
    }
  }

  /**
   * What a client may do.
   *
   * @param permissions empty for a client that may do nothing
   * @param pbxs the only PBXs in its access scope, perhaps none; empty Optional for all
   * @param extensions at least one of these must take part in a call in its access scope, so an
   *     empty list excludes all calls; empty Optional for no such condition
   */
  public record ClientRights(
      List<ClientPermission> permissions,
      Optional<List<String>> pbxs,
      Optional<List<String>> extensions) {
    public ClientRights {
      permissions = List.copyOf(permissions);
      pbxs = pbxs.map(List::copyOf);
      extensions = extensions.map(List::copyOf);
    }

    /** Whether any call can be in its access scope. */
    public boolean allowSomething() {
      return Stream.of(pbxs, extensions).flatMap(Optional::stream).noneMatch(List::isEmpty);
    }
  }

  /** The permissions of clients. */
  public enum ClientPermission {
    RECORD,
    RETRIEVE,
    MANAGE,
    METRICS,
    ADMINISTER
  }

  /**
   * The OpenID Connect provider that vouches for clients and users.
   *
   * @param issuer its name in tokens, and the URL from which its keys are fetched
   * @param audience the audience that a token must have
   * @param certificates a PEM file with the trusted certificates of its TLS; empty for Java's own
   */
  public record IdentityProvider(
      URI issuer, String audience, Optional<Path> certificates, IdentityClaims claims) {}

  /**
   * The names of its claims; without {@code permissions} it admits only clients of the settings or
   * the database.
   *
   * @param serviceAccounts what proves that a token is of a client itself
   */
  public record IdentityClaims(
      String client,
      String user,
      String group,
      String team,
      String extensions,
      Optional<String> permissions,
      List<ServiceAccountProof> serviceAccounts) {

    public IdentityClaims {
      serviceAccounts = List.copyOf(serviceAccounts);
    }
  }

  /** What proves that a token is of a client itself and of no user. */
  public sealed interface ServiceAccountProof {

    /** The proof that a known provider gives. */
    enum Form implements ServiceAccountProof {
      KEYCLOAK,
      ENTRA,
      AUTH0,
      /** The subject is the client. */
      SUBJECT
    }

    /** A claim that the company defines. */
    record Says(String claim, String value) implements ServiceAccountProof {}
  }

  /** A person who listens to recordings. */
  public record User(String name, UserGroup group, Optional<String> team, List<String> extensions) {

    public User {
      extensions = List.copyOf(extensions);
    }
  }

  /** The roles of users, called groups in the settings. */
  public enum UserGroup {
    AGENT,
    SUPERVISOR,
    MANAGER
  }

  /** The format of responses to GET. */
  public enum LegacyAnswer {
    TEXT,
    AXIS
  }
}
