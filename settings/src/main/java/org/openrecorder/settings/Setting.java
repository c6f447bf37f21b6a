package org.openrecorder.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All settings. {@code NAME} in a property stands for the name that the settings give a PBX, a
 * client or a user, and {@code EXTENSION} for an extension of that PBX.
 *
 * <p>Source: section 8 of {@code docs/contract.md}; {@code docs/configuration.md} contains this
 * list.
 */
public enum Setting {
  HTTP_PORT("recorder.http.port", "8080", "1 to 65535", "TCP port of the recording API"),
  HTTP_ADDRESS(
      "recorder.http.address",
      "127.0.0.1",
      "an IP address of this machine",
      "address on which the API listens"),
  MANAGEMENT_PORT(
      "recorder.management.port",
      "9990, shifted by the HTTP port's distance from 8080",
      "1 to 65535",
      "TCP port of the health check and of the server's own management"),
  MANAGEMENT_ADDRESS(
      "recorder.management.address",
      "recorder.http.address where that is a loopback address, 127.0.0.1 otherwise",
      "an IP address of this machine",
      "address of that port; set it only for a monitor on another machine"),
  HTTP_TIMEOUT(
      "recorder.http.timeout",
      "PT30S",
      "an ISO 8601 duration, PT1S to PT10M",
      "how long a connection may be idle before the server closes it, and how long a client may"
          + " take to send the body of a request"),
  PUBLIC_URL(
      "recorder.public-url",
      "",
      "an http or https URL without a query",
      "the URL by which clients reach this server, without /servicemanager; the WSDL contains it,"
          + " whatever a request or a proxy says"),
  TLS_KEYSTORE(
      "recorder.tls.keystore",
      "",
      "an absolute path; only the owner may write the file, and only the owner and the group may"
          + " read it",
      "a PKCS 12 keystore with the server's private key and its certificates; with it both ports"
          + " speak TLS 1.2 and 1.3 and nothing else"),
  TLS_KEYSTORE_PASSWORD(
      "recorder.tls.keystore-password",
      "",
      "1 to 200 characters, secret",
      "the keystore's password, and the key's"),
  DATA(
      "recorder.data",
      "./data",
      "a directory",
      "where the embedded database and the audio archive are kept"),
  CONFIG(
      "recorder.config",
      "./recorder.properties",
      "a file",
      "the settings file; the default one may be absent, the file itself cannot set this"),
  LOW_WATER(
      "recorder.storage.low-water",
      "256",
      "MiB, 1 to 1048576",
      "with less free space in the archive, a spool or the data directory no new recording"
          + " starts, until there is a tenth more"),
  DISK_PATIENCE(
      "recorder.storage.patience",
      "PT2.6S",
      "an ISO 8601 duration, PT0.1S to PT1M",
      "how long a request waits for the disk of the embedded database before the server responds"
          + " that the store does not answer; above the default value this can take longer than 3"
          + " s"),
  RECONCILE_EVERY(
      "recorder.reconcile.every",
      "PT15M",
      "an ISO 8601 duration, PT10S to P1D",
      "how often database, PBXs, spools and archive are compared and repaired"),
  ENCRYPTION_KEY(
      "recorder.encryption.key",
      "",
      "the NAME of a master key below",
      "the key that encrypts new audio (AES-256-GCM); without it new audio is not encrypted"),
  MASTER_KEY_FILE(
      "recorder.master-key.NAME.file",
      "",
      "an absolute path, not below recorder.data; only the owner may write the file, and only the"
          + " owner and the group may read it",
      "a master key: a file with 32 random bytes in Base64 or hexadecimal"),
  MASTER_KEY_VALUE(
      "recorder.master-key.NAME.value",
      "",
      "32 bytes in Base64 or hexadecimal, secret",
      "instead of a file: the key itself, for use in an environment variable"),
  MASTER_KEY_KEYSTORE(
      "recorder.master-key.NAME.keystore",
      "",
      "an absolute path, as for the file",
      "instead of a file: a PKCS 12 keystore with a secret key of 256 bits"),
  MASTER_KEY_KEYSTORE_PASSWORD(
      "recorder.master-key.NAME.keystore-password",
      "",
      "1 to 200 characters, secret",
      "the keystore's password, and the key's"),
  MASTER_KEY_KEYSTORE_ALIAS(
      "recorder.master-key.NAME.keystore-alias",
      "the name of the key",
      "1 to 200 characters",
      "which key of the keystore"),
  DB_URL(
      "recorder.db.url",
      "",
      "jdbc:postgresql:...",
      "the database; without it an embedded one below recorder.data"),
  DB_USER("recorder.db.user", "recorder", "1 to 200 characters", "its user"),
  DB_PASSWORD("recorder.db.password", "recorder", "1 to 200 characters, secret", "its password"),
  DB_OWNER_USER(
      "recorder.db.owner-user",
      "the same user",
      "1 to 200 characters",
      "the user that owns the tables and migrates them, so that the other one needs fewer rights"),
  DB_OWNER_PASSWORD(
      "recorder.db.owner-password", "", "1 to 200 characters, secret", "the owner's password"),
  PBX_HOST(
      "recorder.pbx.NAME.host",
      "",
      "a host name or address",
      "the host of the PBX's manager interface (AMI)"),
  PBX_PORT("recorder.pbx.NAME.port", "5038", "1 to 65535", "the port of its manager interface"),
  PBX_USER("recorder.pbx.NAME.user", "", "1 to 200 characters", "the manager user"),
  PBX_SECRET(
      "recorder.pbx.NAME.secret", "", "1 to 200 characters, secret", "the manager user's secret"),
  PBX_SPOOL(
      "recorder.pbx.NAME.spool",
      "",
      "an absolute path of letters, digits and . _ / -",
      "the directory, as the PBX sees it, into which it records"),
  PBX_SPOOL_HERE(
      "recorder.pbx.NAME.spool-here",
      "the same path",
      "an absolute path",
      "the same directory as this server sees it"),
  PBX_EXTENSION_PATTERN(
      "recorder.pbx.NAME.extension-pattern",
      "",
      "a regular expression of at most 500 characters with a group",
      "derives the extension from the name of a device where the two differ: if the pattern"
          + " matches the whole name, such as 420-mobile or PJSIP/420-mobile, the extension is"
          + " the first group that takes part in the match"),
  PBX_ALIAS(
      "recorder.pbx.NAME.alias.EXTENSION",
      "",
      "a comma list of devices such as 99410 or PJSIP/410-mobile",
      "devices that belong to this extension, whatever the pattern says"),
  PBX_RESYNC_EVERY(
      "recorder.pbx.resync.every",
      "PT1M",
      "an ISO 8601 duration, PT1S to P1D",
      "how often the live channel state is compared with each PBX's own list of channels"),
  PBX_ARI_URL(
      "recorder.pbx.NAME.ari.url",
      "",
      "http:// or https:// and no credentials, such as http://192.0.2.7:8088/ari",
      "instead of a shared directory: the PBX's HTTP interface, from which files are fetched;"
          + " spool is then the directory recording of Asterisk's spool"),
  PBX_ARI_USER("recorder.pbx.NAME.ari.user", "", "1 to 200 characters", "its user"),
  PBX_ARI_PASSWORD(
      "recorder.pbx.NAME.ari.password", "", "1 to 200 characters, secret", "its password"),
  TRUSTED_NETWORKS(
      "recorder.trusted-networks",
      "",
      "a comma list of networks such as 192.0.2.0/24 or 2001:db8::/32",
      "networks whose clients need no credentials; for old clients that can send none"),
  TRUSTED_CLIENT(
      "recorder.trusted.client",
      "",
      "the name of a client in the settings, at most 80 characters",
      "the client whose permissions and limits clients in these networks have; without it they"
          + " may start, stop and retrieve all"),
  TRUSTED_METHODS(
      "recorder.trusted.methods",
      "start,stop,retrieve,retrieveByUniqueId",
      "a comma list of start, stop, retrieve, retrieveByUniqueId; blank for none",
      "the methods that clients in these networks may call; never the JSON API"),
  TRUSTED_HOSTS(
      "recorder.trusted.hosts",
      "",
      "a comma list of host names",
      "the host names by which clients in these networks may call this server, besides its"
          + " addresses, its own name and names without a dot"),
  TRUSTED_ORIGINS(
      "recorder.trusted.origins",
      "",
      "a comma list of origins such as https://crm.example.com, or * for all",
      "the web pages that may call this server without credentials; no other page may, wherever a"
          + " browser shows it"),
  PROXIES(
      "recorder.proxies",
      "",
      "a comma list of networks such as 192.0.2.0/24 or 2001:db8::/32",
      "proxies before this server; only from these it accepts X-Forwarded-For, -Proto, -Host,"
          + " -Port and -Prefix"),
  CLIENT_SECRET(
      "recorder.client.NAME.secret",
      "",
      "1 to 200 characters, secret",
      "the client's secret for HTTP Basic"),
  CLIENT_SECRET_NEXT(
      "recorder.client.NAME.secret-next",
      "",
      "1 to 200 characters, secret",
      "a second valid secret, while one replaces the other"),
  CLIENT_SECRET_HASH(
      "recorder.client.NAME.secret-hash",
      "",
      "what open-recorder --hash-secret prints, secret",
      "instead of the secret: a hash of it"),
  CLIENT_SECRET_NEXT_HASH(
      "recorder.client.NAME.secret-next-hash",
      "",
      "what open-recorder --hash-secret prints, secret",
      "instead of the second secret: a hash of it"),
  CLIENT_TOKEN(
      "recorder.client.NAME.token",
      "",
      "20 to 200 letters, digits and . _ ~ + / -, at most two = at the end; or what open-recorder"
          + " --hash-token prints; secret",
      "the client's bearer token, besides its secret: the token or a hash of it"),
  CLIENT_TOKEN_NEXT(
      "recorder.client.NAME.token-next", "", "the same, secret", "a second valid token"),
  CLIENT_PERMISSIONS(
      "recorder.client.NAME.permissions",
      "record,retrieve,manage",
      "a comma list of record, retrieve, manage, metrics, administer; blank for none",
      "what the client may do: start and stop (record), retrieve and list (retrieve), mark"
          + " private and deleted (manage), read the metrics (metrics; each of the others"
          + " includes it), everything (administer)"),
  CLIENT_PBXS(
      "recorder.client.NAME.pbxs",
      "",
      "a comma list of names of PBXs; blank for none",
      "the only PBXs whose calls the client may access; without it all"),
  CLIENT_EXTENSIONS(
      "recorder.client.NAME.extensions",
      "",
      "a comma list of extensions; blank for none",
      "the client may only access calls in which one of these takes part; without it all"),
  USER_GROUP(
      "recorder.user.NAME.group",
      "",
      "agent, supervisor or manager",
      "the user's role, which decides whose calls the user may hear"),
  USER_TEAM("recorder.user.NAME.team", "", "1 to 100 characters", "the user's team"),
  USER_EXTENSIONS(
      "recorder.user.NAME.extensions",
      "",
      "a comma list of extensions",
      "the user's own extensions"),
  OIDC_ISSUER(
      "recorder.oidc.issuer",
      "",
      "an https URL, or an http one of this machine, as tokens spell it",
      "the company's identity provider, which vouches for clients and users by OpenID Connect"),
  OIDC_AUDIENCE(
      "recorder.oidc.audience",
      "open-recorder",
      "1 to 200 characters",
      "the audience that a token must have; tokens for others are rejected"),
  OIDC_CERTIFICATES(
      "recorder.oidc.certificates",
      "",
      "an absolute path of a PEM file",
      "the certificates that are trusted for the provider's TLS, instead of Java's own"),
  OIDC_CLIENT_CLAIM(
      "recorder.oidc.client-claim",
      "azp",
      "the name of a claim",
      "the claim that names the client to which a token was issued; the client needs no secret"
          + " here"),
  OIDC_USER_CLAIM(
      "recorder.oidc.user-claim",
      "preferred_username",
      "the name of a claim",
      "the claim that names the user for whom a token was issued"),
  OIDC_GROUP_CLAIM(
      "recorder.oidc.group-claim",
      "recorder_group",
      "the name of a claim",
      "the claim with the user's role: agent, supervisor or manager; without it the user of that"
          + " name here applies"),
  OIDC_TEAM_CLAIM(
      "recorder.oidc.team-claim",
      "recorder_team",
      "the name of a claim",
      "the claim with the user's team"),
  OIDC_EXTENSIONS_CLAIM(
      "recorder.oidc.extensions-claim",
      "recorder_extensions",
      "the name of a claim",
      "the claim with the user's own extensions, as a list or separated by commas"),
  OIDC_PERMISSIONS_CLAIM(
      "recorder.oidc.permissions-claim",
      "",
      "the name of a claim",
      "the claim with the permissions of a client that is not known here; without it such a"
          + " client is rejected"),
  OIDC_SERVICE_ACCOUNT(
      "recorder.oidc.service-account",
      "keycloak,entra,auth0,subject",
      "a comma list of keycloak, entra, auth0, subject, or CLAIM=VALUE",
      "what proves that a token is of a client itself and of no user; a token that names no user"
          + " and has none of these proofs is rejected"),
  PRIVATE_EXTENSIONS(
      "recorder.private-extensions",
      "",
      "a comma list of extensions",
      "recordings of a call in which one of these takes part, answered and bridged, are private"
          + " from then on"),
  PRIVATE_EXTENSIONS_RINGING(
      "recorder.private-extensions.ringing",
      "false",
      "true or false",
      "whether they are private too if one of these only rings"),
  CONVERSATION_GAP(
      "recorder.conversation.gap",
      "PT1M",
      "an ISO 8601 duration, PT0S to PT1H",
      "how long after its last partner has hung up a conversation can continue with a party that"
          + " takes that partner's place by a transfer or from a parking lot"),
  LIMIT_CLIENT_RATE(
      "recorder.limit.client-rate",
      "200",
      "requests a second, 1 to 1000000",
      "how many requests one client may send in the long run; more are rejected as RATE_LIMITED"),
  LIMIT_CLIENT_BURST(
      "recorder.limit.client-burst",
      "2000",
      "requests, 1 to 1000000",
      "how many it may send at once after a pause"),
  LIMIT_CLIENT_AT_ONCE(
      "recorder.limit.client-at-once",
      "100",
      "requests, 1 to 1000",
      "how many requests of one client the server processes at the same time; 200 threads serve"
          + " all clients"),
  LIMIT_ADDRESS_RATE(
      "recorder.limit.address-rate",
      "400",
      "requests a second, 1 to 1000000",
      "the same as client-rate for one address, before the client is authenticated"),
  LIMIT_ADDRESS_BURST(
      "recorder.limit.address-burst",
      "4000",
      "requests, 1 to 1000000",
      "the same as client-burst for one address"),
  LEGACY_GET_ANSWER(
      "recorder.legacy.get-answer",
      "text",
      "text or axis",
      "whether a response to GET is plain text or the envelope of the original"),
  LEGACY_RINGING(
      "recorder.legacy.ringing",
      "phone",
      "phone or call",
      "what a start of the old API records on a ringing telephone: that telephone, or the one"
          + " that answers the call"),
  ADMIN_PASSWORD(
      "recorder.admin.password",
      "generated, and written to admin-password below recorder.data",
      "1 to 200 characters, secret",
      "the password of the administrator, admin"),
  ADMIN_PASSWORD_HASH(
      "recorder.admin.password-hash",
      "",
      "what open-recorder --hash-secret prints, secret",
      "instead of the password: a hash of it"),
  AUDIT_KEY(
      "recorder.audit.key",
      "generated, and kept in audit-key below recorder.data",
      "32 to 200 characters, secret",
      "the key that signs the audit trail; servers that share a database need the same one"),
  DENIED_ACCESS_KEEP(
      "recorder.denied-access.keep",
      "P30D",
      "an ISO 8601 duration, PT1H to P3650D",
      "how long records of denied requests without a known client are kept; at most the last"
          + " 20,000 entries");

  static final String NAME = "NAME";

  /** The item at the end of some properties. */
  private static final String ITEM = "EXTENSION";

  private final String property;
  private final String defaultValue;
  private final String range;
  private final String meaning;

  Setting(String property, String defaultValue, String range, String meaning) {
    this.property = property;
    this.defaultValue = defaultValue;
    this.range = range;
    this.meaning = meaning;
  }

  /** The property's name. */
  public String property() {
    return property;
  }

  /** The environment variable's name. */
  public String variable() {
    return variable(property);
  }

  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** The default value, as the documentation shows it. */
  public String defaultValue() {
    return defaultValue;
  }

  public String range() {
    return range;
  }

  public String meaning() {
    return meaning;
  }

  public boolean secret() {
    return range.endsWith("secret");
  }

  boolean named() {
    return property.contains("." + NAME + ".");
  }

  /** The part before the name. */
  String prefix() {
    return property.substring(0, property.indexOf("." + NAME + ".") + 1);
  }

  /** The part after the name, without the item at the end. */
  String suffix() {
    return named()
        ? property.substring(
            property.indexOf("." + NAME + ".") + NAME.length() + 1,
            property.length() - (itemized() ? ITEM.length() : 0))
        : "";
  }

  /** Whether the property ends with an item that the operator names. */
  boolean itemized() {
    return property.endsWith("." + ITEM);
  }

  /**
   * A setting with the name in it, or an empty name, and the item at its end, empty for most
   * settings.
   */
  record Given(Setting setting, String name, String item) {

    Given(Setting setting, String name) {
      this(setting, name, "");
    }

    String property() {
      String named = setting.property.replace("." + NAME + ".", "." + name + ".");
      return setting.itemized() ? named.substring(0, named.length() - ITEM.length()) + item : named;
    }

    /** Converts from a variable, which can contain neither lower-case letters nor dashes. */
    private Given spelledAsProperty() {
      return new Given(setting, spelled(name), spelled(item));
    }

    /** The same for all spellings of one name, such as {@code pbx-a} and {@code PBX_A}. */
    String identity() {
      return variable(property());
    }

    /** The same for all settings of one PBX, client or user. */
    String nameIdentity() {
      return setting.named() ? variable(setting.prefix() + name) : identity();
    }
  }

  /** The setting that a property sets. */
  static Optional<Given> ofProperty(String name) {
    return longestSuffixFirst().flatMap(setting -> setting.readProperty(name).stream()).findFirst();
  }

  private Optional<Given> readProperty(String name) {
    if (!named()) {
      return name.equals(property) ? Optional.of(new Given(this, "")) : Optional.empty();
    }
    return itemized()
        ? around(name, prefix(), suffix())
        : between(name, prefix(), suffix()).map(middle -> new Given(this, middle));
  }

  /** Splits at the first suffix that leaves a name before it; the item is after it. */
  private Optional<Given> around(String text, String before, String suffix) {
    int at = text.startsWith(before) ? text.indexOf(suffix, before.length() + 1) : -1;
    int end = at + suffix.length();
    return at > 0 && end < text.length()
        ? Optional.of(new Given(this, text.substring(before.length(), at), text.substring(end)))
        : Optional.empty();
  }

  /** The setting that an environment variable sets. */
  static Optional<Given> ofVariable(String name) {
    return longestSuffixFirst().flatMap(setting -> setting.readVariable(name).stream()).findFirst();
  }

  /** The longest suffix wins, so that {@code x.ari.user} is not the user of a PBX {@code x.ari}. */
  private static Stream<Setting> longestSuffixFirst() {
    return Arrays.stream(values())
        .sorted(Comparator.comparingInt((Setting setting) -> setting.suffix().length()).reversed());
  }

  private Optional<Given> readVariable(String name) {
    if (!named()) {
      return name.equals(variable()) ? Optional.of(new Given(this, "")) : Optional.empty();
    }
    return itemized()
        ? around(name, variable(prefix()), variable(suffix())).map(Given::spelledAsProperty)
        : between(name, variable(prefix()), variable(suffix()))
            .map(middle -> new Given(this, spelled(middle)));
  }

  private static String spelled(String ofVariable) {
    return ofVariable.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> between(String text, String before, String after) {
    boolean fits =
        text.startsWith(before)
            && text.endsWith(after)
            && text.length() > before.length() + after.length();
    return fits
        ? Optional.of(text.substring(before.length(), text.length() - after.length()))
        : Optional.empty();
  }
}
