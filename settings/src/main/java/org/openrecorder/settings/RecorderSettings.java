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

/** All settings, checked. */
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

  /** The embedded database, without the ending of its file. */
  public Path databaseFile() {
    return data.resolve("db").resolve("recorder");
  }

  /**
   * Where the server listens.
   *
   * @param timeout how long a connection may be silent
   * @param tls what both ports speak TLS with; empty for plain HTTP
   * @param publicUrl by which clients reach the server; empty where their requests tell it
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
   * What is known of calls, and what of them is recorded.
   *
   * @param resyncEvery how often live channels are compared with what their PBX lists
   * @param conversationGap how long a conversation without a partner may go on
   * @param ringing what a start of the old API means on a ringing telephone
   * @param privateExtensions what is recorded of their calls is private
   * @param privateByRinging whether it is also where they only rang
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

  /** What is meant where a telephone rings. */
  public enum LegacyRinging {
    /** That telephone, and no other one that answers the call instead. */
    PHONE,
    /** The call, whichever telephone answers it. */
    CALL
  }

  /**
   * Who this server is, to those who connect by TLS.
   *
   * @param keystore a PKCS 12 file that the password opens, with one private key
   * @param validUntil the end of its certificate
   */
  public record Tls(Path keystore, Secret password, Instant validUntil) {}

  /** How much one client and one address may ask for. */
  public record Limits(Pace client, int clientAtOnce, Pace address) {}

  /**
   * So many a second in the long run, and so many at once after a pause.
   *
   * @param perSecond 1 or more
   * @param burst 1 or more
   */
  public record Pace(int perSecond, int burst) {}

  /**
   * How audio is encrypted in the archive.
   *
   * @param key the name of the master key for new audio, one of those at hand; without it new audio
   *     is not encrypted
   * @param masterKeys those at hand
   */
  public record Encryption(Optional<String> key, List<MasterKey> masterKeys) {

    /** Nothing is encrypted. */
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
   * A PostgreSQL database; none means the embedded one.
   *
   * @param owner who brings its tables up to date; empty if the user does
   */
  public record Database(String url, String user, Secret password, Optional<Owner> owner) {}

  /** The owner of the tables. */
  public record Owner(String user, Secret password) {}

  /**
   * One Asterisk server.
   *
   * @param spoolHere the spool as this server sees it, or what is fetched into where the PBX shares
   *     no directory
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
   * Whom we believe without proof.
   *
   * @param networks callers from there need no credentials
   * @param client whose permissions they have; empty for start, stop and retrieve everywhere
   * @param methods what they may call, perhaps nothing
   * @param proxies peers that tell us the true address of a caller
   * @param hosts names, in small letters, by which callers without credentials may call this server
   * @param origins the web pages that may call it without credentials, as {@code scheme://host} or
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

    /** Where no name and no page is known. */
    public Trust(
        List<Network> networks,
        Optional<String> client,
        List<TrustedMethod> methods,
        List<Network> proxies) {
      this(networks, client, methods, proxies, List.of(), List.of());
    }

    /** Whether all web pages may call it. */
    public boolean anyPage() {
      return origins.contains(ANY);
    }
  }

  /** What callers without credentials may call at most. */
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
   * A system that calls us, and proves itself by one of its secrets or tokens: two of each at most,
   * so that one can be changed for another while both are in use.
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
   * @param permissions none for a client that may do nothing
   * @param pbxs the only PBXs it may have to do with, perhaps none; empty for all
   * @param extensions one of these has to take part in a call, and of no list none can; empty where
   *     none has to
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

    /** Whether there is a call that it may have to do with. */
    public boolean allowSomething() {
      return Stream.of(pbxs, extensions).flatMap(Optional::stream).noneMatch(List::isEmpty);
    }
  }

  /** What can be permitted to a client. */
  public enum ClientPermission {
    RECORD,
    RETRIEVE,
    MANAGE,
    METRICS,
    ADMINISTER
  }

  /**
   * Who vouches for callers, by OpenID Connect.
   *
   * @param issuer what it calls itself, and where it is asked for its keys
   * @param audience what a token has to be for
   * @param certificates a PEM file with those that its TLS is believed by; empty for Java's own
   */
  public record IdentityProvider(
      URI issuer, String audience, Optional<Path> certificates, IdentityClaims claims) {}

  /**
   * Under which names it says what; without permissions only clients that we know get in.
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

    /** How it looks at known providers. */
    enum Form implements ServiceAccountProof {
      KEYCLOAK,
      ENTRA,
      AUTH0,
      /** The subject is the client. */
      SUBJECT
    }

    /** A claim of the site's own. */
    record Says(String claim, String value) implements ServiceAccountProof {}
  }

  /** A person who listens. */
  public record User(String name, UserGroup group, Optional<String> team, List<String> extensions) {

    public User {
      extensions = List.copyOf(extensions);
    }
  }

  /** The rights groups. */
  public enum UserGroup {
    AGENT,
    SUPERVISOR,
    MANAGER
  }

  /** The form of an answer to GET. */
  public enum LegacyAnswer {
    TEXT,
    AXIS
  }
}
