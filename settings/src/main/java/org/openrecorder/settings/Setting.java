package org.openrecorder.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting there is. {@code NAME} in a name stands for the name that the settings give a PBX,
 * a client or a user, and {@code EXTENSION} for an extension of that PBX.
 *
 * <p>Source: section 8 of {@code docs/contract.md}; {@code docs/configuration.md} is made from this
 * list.
 */
public enum Setting {
  HTTP_PORT("recorder.http.port", "8080", "1 to 65535", "TCP port of the recording API"),
  HTTP_ADDRESS(
      "recorder.http.address",
      "127.0.0.1",
      "an IP address of this machine",
      "address it listens on"),
  MANAGEMENT_PORT(
      "recorder.management.port",
      "9990, moved as far as the HTTP port is from 8080",
      "1 to 65535",
      "TCP port of the health check and of the server's own management"),
  MANAGEMENT_ADDRESS(
      "recorder.management.address",
      "recorder.http.address where that is a loopback address, 127.0.0.1 otherwise",
      "an IP address of this machine",
      "address of that port; only a monitor on another machine needs another one"),
  HTTP_TIMEOUT(
      "recorder.http.timeout",
      "PT30S",
      "an ISO 8601 duration, PT1S to PT10M",
      "how long a connection may neither send nor take a byte before it is closed, and how long the"
          + " body of a request may take in all"),
  PUBLIC_URL(
      "recorder.public-url",
      "",
      "an http or https URL without a query",
      "the URL by which clients reach this server, without /servicemanager: what stands in the WSDL,"
          + " whatever a request or a proxy says"),
  TLS_KEYSTORE(
      "recorder.tls.keystore",
      "",
      "an absolute path; only its owner may write the file, and not every account read it",
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
      "where lines with settings are read from; the default one may be absent, the file itself"
          + " cannot set it"),
  LOW_WATER(
      "recorder.storage.low-water",
      "256",
      "MiB, 1 to 1048576",
      "below this much free space in the archive, a spool or the data directory no new recording"
          + " starts, until there is a tenth more"),
  DISK_PATIENCE(
      "recorder.storage.patience",
      "PT2.6S",
      "an ISO 8601 duration, PT0.1S to PT1M",
      "how long an answer waits for the disk of the embedded database before it says that the store"
          + " does not answer; with more than the default value that may come later than after 3"
          + " s"),
  RECONCILE_EVERY(
      "recorder.reconcile.every",
      "PT15M",
      "an ISO 8601 duration, PT10S to P1D",
      "how often rows, PBXs, spools and archive are compared and repaired"),
  ENCRYPTION_KEY(
      "recorder.encryption.key",
      "",
      "the NAME of a master key below",
      "new audio is encrypted with it (AES-256-GCM); without it new audio is stored as it is"),
  MASTER_KEY_FILE(
      "recorder.master-key.NAME.file",
      "",
      "an absolute path, not below recorder.data; only its owner may write the file, and not"
          + " every account read it",
      "a master key: a file with 32 random bytes in Base64 or hexadecimal"),
  MASTER_KEY_VALUE(
      "recorder.master-key.NAME.value",
      "",
      "32 bytes in Base64 or hexadecimal, secret",
      "instead of a file: the key itself, for an environment variable"),
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
      "the user that owns the tables and brings them up to date, so that the other one may do"
          + " less"),
  DB_OWNER_PASSWORD(
      "recorder.db.owner-password", "", "1 to 200 characters, secret", "the owner's password"),
  PBX_HOST(
      "recorder.pbx.NAME.host",
      "",
      "a host name or address",
      "one PBX: the host of its manager interface"),
  PBX_PORT("recorder.pbx.NAME.port", "5038", "1 to 65535", "the port of its manager interface"),
  PBX_USER("recorder.pbx.NAME.user", "", "1 to 200 characters", "the manager user"),
  PBX_SECRET(
      "recorder.pbx.NAME.secret", "", "1 to 200 characters, secret", "the manager user's secret"),
  PBX_SPOOL(
      "recorder.pbx.NAME.spool",
      "",
      "an absolute path of letters, digits and . _ / -",
      "the directory, as the PBX sees it, that it records into"),
  PBX_SPOOL_HERE(
      "recorder.pbx.NAME.spool-here",
      "the same path",
      "an absolute path",
      "the same directory as this server sees it"),
  PBX_EXTENSION_PATTERN(
      "recorder.pbx.NAME.extension-pattern",
      "",
      "a regular expression of at most 500 characters with a group",
      "which extension a device is, where its name is another: a whole name such as 420-mobile or"
          + " PJSIP/420-mobile that matches is what the first group that takes part says"),
  PBX_ALIAS(
      "recorder.pbx.NAME.alias.EXTENSION",
      "",
      "a comma list of devices such as 99410 or PJSIP/410-mobile",
      "devices that are this extension, whatever the pattern says"),
  PBX_RESYNC_EVERY(
      "recorder.pbx.resync.every",
      "PT1M",
      "an ISO 8601 duration, PT1S to P1D",
      "how often the live channels of each PBX are compared with what the PBX lists"),
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
      "networks whose callers need no credentials; for old clients that can send none"),
  TRUSTED_CLIENT(
      "recorder.trusted.client",
      "",
      "the name of a client that the settings know, at most 80 characters",
      "the client whose permissions and limits those callers have; without it they may start, stop"
          + " and retrieve all"),
  TRUSTED_METHODS(
      "recorder.trusted.methods",
      "start,stop,retrieve,retrieveByUniqueId",
      "a comma list of start, stop, retrieve, retrieveByUniqueId; blank for none",
      "what those callers may call; the JSON API never"),
  TRUSTED_HOSTS(
      "recorder.trusted.hosts",
      "",
      "a comma list of host names",
      "by which names those callers may call this server, besides its addresses, its own name and"
          + " names without a dot"),
  TRUSTED_ORIGINS(
      "recorder.trusted.origins",
      "",
      "a comma list of origins such as https://crm.example.com, or * for all",
      "whose web pages may call this server without credentials; all others may not, wherever they"
          + " are shown"),
  PROXIES(
      "recorder.proxies",
      "",
      "a comma list of networks such as 192.0.2.0/24 or 2001:db8::/32",
      "proxies before this server: X-Forwarded-For, -Proto, -Host, -Port and -Prefix are believed of"
          + " these and of no other"),
  CLIENT_SECRET(
      "recorder.client.NAME.secret",
      "",
      "1 to 200 characters, secret",
      "a client system, by HTTP Basic"),
  CLIENT_SECRET_NEXT(
      "recorder.client.NAME.secret-next",
      "",
      "1 to 200 characters, secret",
      "a second secret that is valid too, while one is changed for another"),
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
      "20 to 200 letters, digits and . _ ~ + / -, at most two = at the end; or what"
          + " open-recorder --hash-token prints; secret",
      "the same client by a bearer token, besides its secret: the token or a hash of it"),
  CLIENT_TOKEN_NEXT(
      "recorder.client.NAME.token-next",
      "",
      "the same, secret",
      "a second token that is valid too"),
  CLIENT_PERMISSIONS(
      "recorder.client.NAME.permissions",
      "record,retrieve,manage",
      "a comma list of record, retrieve, manage, metrics, administer; blank for none",
      "what the client may do: start and stop; retrieve and list; mark private and deleted; read"
          + " the figures, which all others may too; everything"),
  CLIENT_PBXS(
      "recorder.client.NAME.pbxs",
      "",
      "a comma list of names of PBXs; blank for none",
      "the only PBXs whose calls the client may have to do with; without it all"),
  CLIENT_EXTENSIONS(
      "recorder.client.NAME.extensions",
      "",
      "a comma list of extensions; blank for none",
      "the only calls the client may have to do with: those in which one of these takes part;"
          + " without it all"),
  USER_GROUP(
      "recorder.user.NAME.group",
      "",
      "agent, supervisor or manager",
      "a user: whose calls it may hear"),
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
      "what a token has to be for; tokens for others are refused"),
  OIDC_CERTIFICATES(
      "recorder.oidc.certificates",
      "",
      "an absolute path of a PEM file",
      "the certificates that the provider's TLS is believed by, instead of those that Java"
          + " believes"),
  OIDC_CLIENT_CLAIM(
      "recorder.oidc.client-claim",
      "azp",
      "the name of a claim",
      "where a token says for which client it was made; the client needs no secret here"),
  OIDC_USER_CLAIM(
      "recorder.oidc.user-claim",
      "preferred_username",
      "the name of a claim",
      "where a token says for which user it was made"),
  OIDC_GROUP_CLAIM(
      "recorder.oidc.group-claim",
      "recorder_group",
      "the name of a claim",
      "where it says agent, supervisor or manager; without it the user of that name here counts"),
  OIDC_TEAM_CLAIM(
      "recorder.oidc.team-claim", "recorder_team", "the name of a claim", "the user's team"),
  OIDC_EXTENSIONS_CLAIM(
      "recorder.oidc.extensions-claim",
      "recorder_extensions",
      "the name of a claim",
      "the user's own extensions, as a list or with commas between them"),
  OIDC_PERMISSIONS_CLAIM(
      "recorder.oidc.permissions-claim",
      "",
      "the name of a claim",
      "where a token says what a client may do that is not known here; without it such a client"
          + " gets nowhere"),
  OIDC_SERVICE_ACCOUNT(
      "recorder.oidc.service-account",
      "keycloak,entra,auth0,subject",
      "a comma list of keycloak, entra, auth0, subject, or CLAIM=VALUE",
      "what proves that a token is of a client itself and of no user; a token that names no user and"
          + " proves nothing of this is refused"),
  PRIVATE_EXTENSIONS(
      "recorder.private-extensions",
      "",
      "a comma list of extensions",
      "what is recorded of a call in which one of these takes part, answered and bridged, is"
          + " private from then on"),
  PRIVATE_EXTENSIONS_RINGING(
      "recorder.private-extensions.ringing",
      "false",
      "true or false",
      "whether one of these also makes it private by ringing only"),
  CONVERSATION_GAP(
      "recorder.conversation.gap",
      "PT1M",
      "an ISO 8601 duration, PT0S to PT1H",
      "how long a conversation whose last partner has hung up may go on with a party that takes its"
          + " place by a transfer or out of a parking lot"),
  LIMIT_CLIENT_RATE(
      "recorder.limit.client-rate",
      "200",
      "requests a second, 1 to 1000000",
      "how many requests one client may make for as long as it likes; more are refused as"
          + " RATE_LIMITED"),
  LIMIT_CLIENT_BURST(
      "recorder.limit.client-burst",
      "2000",
      "requests, 1 to 1000000",
      "how many it may make at once after a pause"),
  LIMIT_CLIENT_AT_ONCE(
      "recorder.limit.client-at-once",
      "100",
      "requests, 1 to 1000",
      "how many requests of one client are worked on at the same time; 200 threads serve all"
          + " clients"),
  LIMIT_ADDRESS_RATE(
      "recorder.limit.address-rate",
      "400",
      "requests a second, 1 to 1000000",
      "the same as client-rate for one address, before it is known who calls"),
  LIMIT_ADDRESS_BURST(
      "recorder.limit.address-burst",
      "4000",
      "requests, 1 to 1000000",
      "the same as client-burst for one address"),
  LEGACY_GET_ANSWER(
      "recorder.legacy.get-answer",
      "text",
      "text or axis",
      "whether GET answers plain text or the envelope that the original gave"),
  LEGACY_RINGING(
      "recorder.legacy.ringing",
      "phone",
      "phone or call",
      "what a start of the old API means on a ringing telephone: that telephone, or the one that answers"
          + " the call"),
  ADMIN_PASSWORD(
      "recorder.admin.password",
      "made up, and written to admin-password below recorder.data",
      "1 to 200 characters, secret",
      "the password of the administrator, admin"),
  ADMIN_PASSWORD_HASH(
      "recorder.admin.password-hash",
      "",
      "what open-recorder --hash-secret prints, secret",
      "instead of the password: a hash of it"),
  AUDIT_KEY(
      "recorder.audit.key",
      "made up and kept in audit-key below recorder.data",
      "32 to 200 characters, secret",
      "what the audit trail is signed with; servers that share a database need the same one"),
  DENIED_ACCESS_KEEP(
      "recorder.denied-access.keep",
      "P30D",
      "an ISO 8601 duration, PT1H to P3650D",
      "how long it is kept who was denied access without having shown who he is; the last 20,000"
          + " entries at most");

  static final String NAME = "NAME";

  /** Stands at the end of a name. */
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

  /** The default, as the documentation shows it. */
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

  /** What stands before the name. */
  String prefix() {
    return property.substring(0, property.indexOf("." + NAME + ".") + 1);
  }

  /** What stands after the name, without the item at the end. */
  String suffix() {
    return named()
        ? property.substring(
            property.indexOf("." + NAME + ".") + NAME.length() + 1,
            property.length() - (itemized() ? ITEM.length() : 0))
        : "";
  }

  /** Whether something else that the operator names stands at the end. */
  boolean itemized() {
    return property.endsWith("." + ITEM);
  }

  /**
   * A setting together with the name in it, empty for a setting without one, and with the item at
   * its end, which most have not.
   */
  record Given(Setting setting, String name, String item) {

    Given(Setting setting, String name) {
      this(setting, name, "");
    }

    String property() {
      String named = setting.property.replace("." + NAME + ".", "." + name + ".");
      return setting.itemized() ? named.substring(0, named.length() - ITEM.length()) + item : named;
    }

    /** A variable can say neither small letters nor dashes. */
    private Given spelledAsProperty() {
      return new Given(setting, spelled(name), spelled(item));
    }

    /** Two spellings of one name are the same: {@code pbx-a}, {@code PBX_A}. */
    String identity() {
      return variable(property());
    }

    /** What all settings of one PBX, client or user share. */
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

  /** The name stands before the first suffix that leaves one, and the item after it. */
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

  /** The longest suffix counts: {@code ari.user} is not a PBX named {@code ari} and its user. */
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
