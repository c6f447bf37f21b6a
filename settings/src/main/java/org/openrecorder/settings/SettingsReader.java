package org.openrecorder.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.openrecorder.settings.RecorderSettings.Ari;
import org.openrecorder.settings.RecorderSettings.Calls;
import org.openrecorder.settings.RecorderSettings.Client;
import org.openrecorder.settings.RecorderSettings.ClientRights;
import org.openrecorder.settings.RecorderSettings.Database;
import org.openrecorder.settings.RecorderSettings.Devices;
import org.openrecorder.settings.RecorderSettings.Http;
import org.openrecorder.settings.RecorderSettings.LegacyAnswer;
import org.openrecorder.settings.RecorderSettings.LegacyRinging;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Owner;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.settings.RecorderSettings.Pbx;
import org.openrecorder.settings.RecorderSettings.Tls;
import org.openrecorder.settings.RecorderSettings.Trust;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;
import org.openrecorder.settings.RecorderSettings.User;
import org.openrecorder.settings.RecorderSettings.UserGroup;
import org.openrecorder.settings.Setting.Given;

/** Validates raw values and converts them to settings. Collects all problems before it fails. */
final class SettingsReader {

  private static final Pattern PBX_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SPOOL = Pattern.compile("/[A-Za-z0-9._/-]{0,200}");
  private static final Pattern EXTENSION =
      Pattern.compile("(?!.*\\.\\.)[\\p{L}\\p{N}_.+*#@/-]{1,80}");
  private static final Pattern PERSON_OR_SYSTEM = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,100}");
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_TEAM = 100;
  private static final int SHORTEST_KEY = 32;

  /** The audit trail appends a few words to the name. */
  private static final int LONGEST_TRUSTED = 80;

  /** Each extension becomes a part of a query. */
  private static final int MOST_EXTENSIONS = 500;

  private static final int LONGEST_URL = 1000;
  private static final int LONGEST_PATTERN = 500;
  private static final int MOST_DEVICES = 100;
  private static final int HIGHEST_PORT = 65_535;
  private static final int MANAGEMENT_PORT = 9990;
  private static final int AMI_PORT = 5038;
  private static final long MEBIBYTE = 1024L * 1024;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration SHORTEST_RESYNC = Duration.ofSeconds(1);
  private static final Duration LONGEST_GAP = Duration.ofHours(1);
  private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(100);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration SHORTEST_KEEPING = Duration.ofHours(1);
  private static final Duration LONGEST_KEEPING = Duration.ofDays(3_650);
  private static final int MOST_REQUESTS = 1_000_000;
  private static final int MOST_AT_ONCE = 1_000;

  private final RawSettings raw;

  /** A set, because a value that is read twice reports its problem twice. */
  private final Set<String> problems;

  private final Set<TokenHash> tokens = new HashSet<>();

  SettingsReader(RawSettings raw) {
    this.raw = raw;
    this.problems = new LinkedHashSet<>(raw.problems());
  }

  RecorderSettings read() {
    RecorderSettings settings =
        new RecorderSettings(
            new Http(
                get(Setting.HTTP_ADDRESS, SettingsReader::address),
                get(Setting.HTTP_PORT, SettingsReader::port),
                find(key(Setting.MANAGEMENT_ADDRESS), SettingsReader::address)
                    .orElseGet(this::managementAddress),
                find(key(Setting.MANAGEMENT_PORT), SettingsReader::port).orElseGet(this::movedPort),
                get(Setting.HTTP_TIMEOUT, SettingsReader::timeout),
                tls(),
                find(key(Setting.PUBLIC_URL), SettingsReader::httpUrl)),
            data(),
            get(Setting.LOW_WATER, SettingsReader::mebibytes),
            get(Setting.DISK_PATIENCE, SettingsReader::patience),
            get(Setting.RECONCILE_EVERY, SettingsReader::pause),
            new MasterKeyReader(this, data()).read(raw.names(Setting.MASTER_KEY_FILE)),
            database(),
            each(Setting.PBX_HOST, this::pbx),
            trust(),
            each(Setting.CLIENT_SECRET, this::client),
            each(Setting.USER_GROUP, this::user),
            new IdentityReader(this).read(),
            calls(),
            get(Setting.LEGACY_GET_ANSWER, text -> EnumNames.constant(LegacyAnswer.class, text)),
            limits(),
            find(key(Setting.ADMIN_PASSWORD), SettingsReader::secret),
            find(key(Setting.ADMIN_PASSWORD_HASH), PasswordHash::new),
            find(key(Setting.AUDIT_KEY), SettingsReader::auditKey),
            get(Setting.DENIED_ACCESS_KEEP, SettingsReader::keeping));
    if (settings.http().port() == settings.http().managementPort()) {
      problems.add("recorder.management.port is the same as recorder.http.port");
    }
    checkTrusted(settings);
    notBoth(key(Setting.ADMIN_PASSWORD), key(Setting.ADMIN_PASSWORD_HASH));
    if (!problems.isEmpty()) {
      throw new InvalidSettings(List.copyOf(problems));
    }
    return settings;
  }

  /**
   * Moves with the HTTP port, so that several servers on one machine need to differ in one setting
   * only.
   */
  private int movedPort() {
    int http = get(Setting.HTTP_PORT, SettingsReader::port);
    int distance = MANAGEMENT_PORT - Integer.parseInt(Setting.HTTP_PORT.defaultValue());
    return http + distance <= HIGHEST_PORT ? http + distance : http - distance;
  }

  /** Loopback, unless an operator sets another address. */
  private String managementAddress() {
    String http = get(Setting.HTTP_ADDRESS, SettingsReader::address);
    return Network.literal(http).isLoopbackAddress() ? http : Setting.HTTP_ADDRESS.defaultValue();
  }

  private Optional<Tls> tls() {
    Given keystore = key(Setting.TLS_KEYSTORE);
    Given password = key(Setting.TLS_KEYSTORE_PASSWORD);
    if (!isGiven(keystore) && !isGiven(password)) {
      return Optional.empty();
    }
    Path unused = need(keystore, Path.of("/"), SettingsReader::absolute);
    Secret secret = need(password, new Secret(""), SettingsReader::secret);
    return isGiven(keystore) && isGiven(password)
        ? find(keystore, text -> TlsKeystore.open(absolute(text), secret))
        : Optional.empty();
  }

  private Limits limits() {
    return new Limits(
        new Pace(
            get(Setting.LIMIT_CLIENT_RATE, SettingsReader::requests),
            get(Setting.LIMIT_CLIENT_BURST, SettingsReader::requests)),
        get(Setting.LIMIT_CLIENT_AT_ONCE, text -> count(text, MOST_AT_ONCE)),
        new Pace(
            get(Setting.LIMIT_ADDRESS_RATE, SettingsReader::requests),
            get(Setting.LIMIT_ADDRESS_BURST, SettingsReader::requests)));
  }

  private static int requests(String text) {
    return count(text, MOST_REQUESTS);
  }

  private static int count(String text, int most) {
    int count = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > most) {
      throw new IllegalArgumentException("is out of range");
    }
    return count;
  }

  private static Given key(Setting setting) {
    return new Given(setting, "");
  }

  /**
   * The value or the default value. A default value is always valid; it also replaces an invalid
   * value until all settings are read.
   */
  private <T> T get(Setting setting, Function<String, T> type) {
    return find(key(setting), type).orElseGet(() -> type.apply(setting.defaultValue()));
  }

  <T> Optional<T> find(Given key, Function<String, T> type) {
    return raw.value(key).flatMap(value -> valid(key, value, type));
  }

  boolean isGiven(Given key) {
    return raw.value(key).isPresent();
  }

  void problem(String text) {
    problems.add(text);
  }

  private <T> Optional<T> valid(Given key, String value, Function<String, T> type) {
    try {
      return Optional.of(type.apply(value));
    } catch (IllegalArgumentException invalid) {
      problems.add(
          "%s (%s) %s; it takes %s"
              .formatted(
                  key.property(), key.identity(), invalid.getMessage(), key.setting().range()));
      return Optional.empty();
    }
  }

  <T> T need(Given key, T standIn, Function<String, T> type) {
    if (raw.value(key).isEmpty()) {
      problems.add(
          "%s (%s) is missing: %s"
              .formatted(key.property(), key.identity(), key.setting().meaning()));
    }
    return find(key, type).orElse(standIn);
  }

  private Optional<Database> database() {
    boolean any =
        Stream.of(
                Setting.DB_URL,
                Setting.DB_USER,
                Setting.DB_PASSWORD,
                Setting.DB_OWNER_USER,
                Setting.DB_OWNER_PASSWORD)
            .anyMatch(setting -> raw.value(key(setting)).isPresent());
    return any
        ? Optional.of(
            new Database(
                need(key(Setting.DB_URL), "", SettingsReader::postgresql),
                get(Setting.DB_USER, SettingsReader::text),
                get(Setting.DB_PASSWORD, SettingsReader::secret),
                owner()))
        : Optional.empty();
  }

  private Optional<Owner> owner() {
    boolean any =
        Stream.of(Setting.DB_OWNER_USER, Setting.DB_OWNER_PASSWORD)
            .anyMatch(setting -> raw.value(key(setting)).isPresent());
    return any
        ? Optional.of(
            new Owner(
                need(key(Setting.DB_OWNER_USER), "", SettingsReader::text),
                need(key(Setting.DB_OWNER_PASSWORD), new Secret(""), SettingsReader::secret)))
        : Optional.empty();
  }

  /** Calls {@code maker} for each name for which a setting of that kind is given. */
  private <T> List<T> each(Setting kind, Function<String, T> maker) {
    return raw.names(kind).stream().map(maker).toList();
  }

  private Pbx pbx(String name) {
    if (!PBX_NAME.matcher(name).matches()) {
      problems.add(
          "recorder.pbx." + name + " is no name of a PBX (1 to 64 letters, digits and . _ -)");
    }
    Optional<Ari> ari = ari(name);
    String spool = need(new Given(Setting.PBX_SPOOL, name), "/", SettingsReader::spool);
    return new Pbx(
        name,
        need(new Given(Setting.PBX_HOST, name), "", SettingsReader::text),
        find(new Given(Setting.PBX_PORT, name), SettingsReader::port).orElse(AMI_PORT),
        need(new Given(Setting.PBX_USER, name), "", SettingsReader::text),
        need(new Given(Setting.PBX_SECRET, name), new Secret(""), SettingsReader::secret),
        spool,
        ari.isPresent() ? incoming(name) : spoolHere(name, spool),
        ari,
        devices(name));
  }

  private Devices devices(String name) {
    Map<String, List<String>> aliases = new TreeMap<>();
    for (Given alias : raw.items(Setting.PBX_ALIAS, name)) {
      if (!EXTENSION.matcher(alias.item()).matches()) {
        problems.add(alias.property() + " names no extension");
      }
      find(alias, SettingsReader::deviceNames)
          .ifPresent(devices -> aliases.put(alias.item(), devices));
    }
    return new Devices(
        find(new Given(Setting.PBX_EXTENSION_PATTERN, name), SettingsReader::pattern), aliases);
  }

  private static List<String> deviceNames(String text) {
    List<String> devices = commaList(text(text, LONGEST_URL));
    if (devices.size() > MOST_DEVICES) {
      throw new IllegalArgumentException("has more than " + MOST_DEVICES + " devices");
    }
    return devices;
  }

  private static Pattern pattern(String text) {
    try {
      Pattern pattern = Pattern.compile(text(text, LONGEST_PATTERN));
      if (pattern.matcher("").groupCount() == 0) {
        throw new IllegalArgumentException("has no group that says which part is the extension");
      }
      return pattern;
    } catch (PatternSyntaxException unreadable) {
      throw new IllegalArgumentException(
          "is no regular expression: " + unreadable.getDescription(), unreadable);
    }
  }

  private Calls calls() {
    return new Calls(
        get(Setting.PBX_RESYNC_EVERY, text -> duration(text, SHORTEST_RESYNC, LONGEST_PAUSE)),
        get(Setting.CONVERSATION_GAP, text -> duration(text, Duration.ZERO, LONGEST_GAP)),
        get(Setting.LEGACY_RINGING, text -> EnumNames.constant(LegacyRinging.class, text)),
        find(key(Setting.PRIVATE_EXTENSIONS), SettingsReader::extensions).orElse(List.of()),
        get(Setting.PRIVATE_EXTENSIONS_RINGING, SettingsReader::flag));
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither");
    };
  }

  private Path data() {
    return get(Setting.DATA, Path::of).toAbsolutePath().normalize();
  }

  private Path spoolHere(String name, String spool) {
    return find(new Given(Setting.PBX_SPOOL_HERE, name), SettingsReader::absolute)
        .orElse(Path.of(spool));
  }

  private Path incoming(String name) {
    return data().resolve("incoming").resolve(name);
  }

  private Optional<Ari> ari(String name) {
    boolean any =
        List.of(Setting.PBX_ARI_URL, Setting.PBX_ARI_USER, Setting.PBX_ARI_PASSWORD).stream()
            .anyMatch(setting -> raw.value(new Given(setting, name)).isPresent());
    if (!any) {
      return Optional.empty();
    }
    Given here = new Given(Setting.PBX_SPOOL_HERE, name);
    if (raw.value(here).isPresent()) {
      problems.add(
          here.property()
              + " is for a shared directory, and ari.url instead of one: give one of them");
    }
    return Optional.of(
        new Ari(
            need(
                new Given(Setting.PBX_ARI_URL, name),
                URI.create("http://unset"),
                SettingsReader::httpUrl),
            need(new Given(Setting.PBX_ARI_USER, name), "", SettingsReader::text),
            need(
                new Given(Setting.PBX_ARI_PASSWORD, name),
                new Secret(""),
                SettingsReader::secret)));
  }

  static URI httpUrl(String text) {
    URI url = URI.create(text);
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("is no such URL");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("has a query or a fragment");
    }
    return url;
  }

  private Trust trust() {
    return new Trust(
        find(key(Setting.TRUSTED_NETWORKS), SettingsReader::networks).orElse(List.of()),
        find(key(Setting.TRUSTED_CLIENT), text -> text(text, LONGEST_TRUSTED)),
        limit(key(Setting.TRUSTED_METHODS), text -> AccessValues.methods(commaList(text)))
            .orElseGet(() -> List.of(TrustedMethod.values())),
        find(key(Setting.PROXIES), SettingsReader::networks).orElse(List.of()),
        find(key(Setting.TRUSTED_HOSTS), SettingsReader::hosts).orElse(List.of()),
        find(key(Setting.TRUSTED_ORIGINS), SettingsReader::origins).orElse(List.of()));
  }

  private static List<String> hosts(String text) {
    return commaList(text).stream().map(HostNames::host).toList();
  }

  private static List<String> origins(String text) {
    return commaList(text).stream()
        .map(one -> one.equals(Trust.ANY) ? one : HostNames.origin(one))
        .toList();
  }

  /**
   * A list that limits a client. A blank value allows nothing: an administrator who leaves the
   * value blank does not mean that all is allowed.
   */
  private <T> Optional<List<T>> limit(Given key, Function<String, List<T>> type) {
    return raw.isBlank(key) ? Optional.of(List.of()) : find(key, type);
  }

  private void checkTrusted(RecorderSettings settings) {
    if (raw.isBlank(key(Setting.TRUSTED_CLIENT)) && !settings.trustedNetworks().isEmpty()) {
      problems.add(
          Setting.TRUSTED_CLIENT.property()
              + " is blank: name a client, or leave it out for callers without limits");
    }
    settings
        .trust()
        .client()
        .filter(name -> settings.clients().stream().noneMatch(one -> one.name().equals(name)))
        .ifPresent(
            name ->
                problems.add(
                    Setting.TRUSTED_CLIENT.property() + " names no client of these settings"));
  }

  private Client client(String name) {
    checkName("recorder.client.", name);
    return new Client(
        name,
        present(
            find(new Given(Setting.CLIENT_SECRET, name), SettingsReader::secret),
            find(new Given(Setting.CLIENT_SECRET_NEXT, name), SettingsReader::secret)),
        hashes(name),
        present(
            find(new Given(Setting.CLIENT_TOKEN, name), this::token),
            find(new Given(Setting.CLIENT_TOKEN_NEXT, name), this::token)),
        rights(name));
  }

  private List<PasswordHash> hashes(String name) {
    Given secret = new Given(Setting.CLIENT_SECRET, name);
    Given hash = new Given(Setting.CLIENT_SECRET_HASH, name);
    Given next = new Given(Setting.CLIENT_SECRET_NEXT, name);
    Given nextHash = new Given(Setting.CLIENT_SECRET_NEXT_HASH, name);
    if (raw.value(hash).isEmpty() && raw.value(key(Setting.OIDC_ISSUER)).isEmpty()) {
      Secret unused = need(secret, new Secret(""), SettingsReader::secret);
    }
    notBoth(secret, hash);
    notBoth(next, nextHash);
    return present(find(hash, PasswordHash::new), find(nextHash, PasswordHash::new));
  }

  private void notBoth(Given plain, Given hash) {
    if (raw.value(plain).isPresent() && raw.value(hash).isPresent()) {
      problems.add(hash.property() + " stands for " + plain.property() + ": give one of them");
    }
  }

  private static <T> List<T> present(Optional<T> one, Optional<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private ClientRights rights(String name) {
    return new ClientRights(
        limit(
                new Given(Setting.CLIENT_PERMISSIONS, name),
                text -> AccessValues.permissions(commaList(text)))
            .orElseGet(
                () ->
                    AccessValues.permissions(commaList(Setting.CLIENT_PERMISSIONS.defaultValue()))),
        limit(new Given(Setting.CLIENT_PBXS, name), text -> AccessValues.pbxs(commaList(text))),
        limit(
            new Given(Setting.CLIENT_EXTENSIONS, name),
            text -> AccessValues.notEmpty(extensions(text))));
  }

  /** A token alone identifies the client, so no two clients may have the same. */
  private TokenHash token(String text) {
    TokenHash token = TokenHash.read(text);
    if (!tokens.add(token)) {
      throw new IllegalArgumentException("is another client's token");
    }
    return token;
  }

  private User user(String name) {
    checkName("recorder.user.", name);
    return new User(
        name,
        need(
            new Given(Setting.USER_GROUP, name),
            UserGroup.AGENT,
            text -> EnumNames.constant(UserGroup.class, text)),
        find(new Given(Setting.USER_TEAM, name), text -> text(text, LONGEST_TEAM)),
        find(new Given(Setting.USER_EXTENSIONS, name), SettingsReader::extensions)
            .orElse(List.of()));
  }

  private void checkName(String prefix, String name) {
    if (!PERSON_OR_SYSTEM.matcher(name).matches()) {
      problems.add(prefix + name + " is no name (1 to 100 letters, digits and . _ @ + -)");
    }
  }

  private static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("is no port");
    }
    return port;
  }

  private static long mebibytes(String text) {
    long count = text.matches("[0-9]{1,7}") ? Long.parseLong(text) : 0;
    if (count < 1 || count > 1_048_576) {
      throw new IllegalArgumentException("is out of range");
    }
    return count * MEBIBYTE;
  }

  private static Duration pause(String text) {
    return duration(text, SHORTEST_PAUSE, LONGEST_PAUSE);
  }

  private static Duration patience(String text) {
    return duration(text, SHORTEST_PATIENCE, LONGEST_PATIENCE);
  }

  private static Duration timeout(String text) {
    return duration(text, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
  }

  private static Duration keeping(String text) {
    return duration(text, SHORTEST_KEEPING, LONGEST_KEEPING);
  }

  private static Duration duration(String text, Duration shortest, Duration longest) {
    Duration duration = duration(text);
    if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
      throw new IllegalArgumentException("is out of range");
    }
    return duration;
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException("is no duration", none);
    }
  }

  private static String address(String text) {
    return Network.literal(text).getHostAddress();
  }

  private static List<Network> networks(String text) {
    return commaList(text).stream().map(Network::parse).toList();
  }

  private static List<String> extensions(String text) {
    List<String> extensions = commaList(text);
    if (extensions.size() > MOST_EXTENSIONS) {
      throw new IllegalArgumentException("has more than " + MOST_EXTENSIONS + " extensions");
    }
    if (!extensions.stream().allMatch(one -> EXTENSION.matcher(one).matches())) {
      throw new IllegalArgumentException("has an invalid extension");
    }
    return extensions;
  }

  static List<String> commaList(String text) {
    Set<String> items = new LinkedHashSet<>();
    Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .forEach(items::add);
    return List.copyOf(items);
  }

  static String text(String text) {
    return text(text, LONGEST_TEXT);
  }

  private static String text(String text, int longest) {
    if (text.length() > longest || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("is too long or has control characters");
    }
    return text;
  }

  private static Secret auditKey(String text) {
    if (text.length() < SHORTEST_KEY) {
      throw new IllegalArgumentException("is too short");
    }
    return secret(text);
  }

  static Secret secret(String text) {
    return new Secret(text(text));
  }

  private static String spool(String text) {
    if (!SPOOL.matcher(text).matches() || text.contains("..")) {
      throw new IllegalArgumentException("is no such path");
    }
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  static Path absolute(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("is not absolute");
    }
    return path.normalize();
  }

  private static String postgresql(String text) {
    if (!text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("is no jdbc:postgresql: URL");
    }
    return text(text, LONGEST_URL);
  }
}
