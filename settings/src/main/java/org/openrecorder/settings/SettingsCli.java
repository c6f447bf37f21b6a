package org.openrecorder.settings;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrecorder.settings.RecorderSettings.Database;
import org.openrecorder.settings.RecorderSettings.Owner;
import org.openrecorder.settings.RecorderSettings.Tls;

/**
 * The commands of the start script that need no server. {@code --shell} validates the settings and
 * prints what the server's own configuration needs of them, as lines for a POSIX shell; {@code
 * --print-config} prints the settings in effect; {@code --self-check} prints insecure ones; {@code
 * --await-database} waits until the database accepts connections. {@code --hash-secret} and {@code
 * --hash-token} print the hash of the first line of standard input; {@code --reset-admin-password}
 * makes that line the administrator's password. On invalid settings the exit status is 1, with one
 * line per problem on standard error.
 */
public final class SettingsCli {

  /**
   * In seconds, except for the flag. The server responds within 3 s even if the database is frozen;
   * the connection pool has limits that match these.
   */
  private static final Map<String, String> POSTGRESQL_BOUNDS =
      new TreeMap<>(
          Map.of(
              "cancelSignalTimeout",
              "1",
              "connectTimeout",
              "1",
              "loginTimeout",
              "1",
              "socketTimeout",
              "2",
              "tcpKeepAlive",
              "true"));

  /** A client sends its header at once; a slower one occupies connections on purpose. */
  private static final Duration LONGEST_HEADER = Duration.ofSeconds(10);

  /** The limit that the settings have. */
  private static final int LONGEST_SECRET = 200;

  private SettingsCli() {}

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      out.print(answer(arguments.length == 1 ? arguments[0] : ""));
    } catch (InvalidSettings invalid) {
      invalid.problems().forEach(problem -> System.err.println("open-recorder: " + problem));
      System.exit(1);
    }
  }

  private static String answer(String question) {
    return switch (question) {
      case "--hash-secret" -> hash(System.in) + "\n";
      case "--hash-token" -> tokenHash(System.in) + "\n";
      case "--reset-admin-password" -> resetPassword(Settings.load(), System.in) + "\n";
      case "--print-config" -> EffectiveSettings.text(Settings.load());
      case "--self-check" ->
          String.join("\n", SecurityCheck.table(SecurityCheck.of(Settings.load(), Instant.now())))
              + "\n";
      case "--shell" -> shell(Settings.load());
      case "--await-database" -> awaitDatabase(Settings.load());
      default -> throw new InvalidSettings(List.of("unknown option: " + question));
    };
  }

  private static String awaitDatabase(RecorderSettings settings) {
    settings
        .database()
        .ifPresent(
            database ->
                AwaitedDatabase.of(database, bounded(database.url()))
                    .await(words -> System.err.println("open-recorder: " + words)));
    return "";
  }

  /** The hash of the secret in the first line. */
  static String hash(InputStream lines) {
    return firstOf(lines)
        .filter(line -> !line.isBlank() && line.length() <= LONGEST_SECRET)
        .map(PasswordHash::of)
        .orElseThrow(() -> refused("give a secret of 1 to " + LONGEST_SECRET + " characters"))
        .text();
  }

  /** Stores the hash of the password in the first line, for the server to read. */
  static String resetPassword(RecorderSettings settings, InputStream lines) {
    if (settings.adminPassword().isPresent() || settings.adminPasswordHash().isPresent()) {
      throw refused(
          "the settings give the administrator's password: change recorder.admin.password or"
              + " recorder.admin.password-hash there");
    }
    if (!Files.isDirectory(settings.data())) {
      throw refused("there is no data directory " + settings.data());
    }
    String hash = hash(lines);
    try {
      AdministratorFiles.newPasswordHash(settings.data()).write(hash);
    } catch (IOException failed) {
      throw refused("the data directory cannot be written: " + failed.getMessage());
    }
    return "admin has this password as soon as the server sees it: within 10 s, or when it starts";
  }

  /** The hash of the token in the first line. */
  static String tokenHash(InputStream lines) {
    try {
      return TokenHash.read(firstOf(lines).orElse("")).text();
    } catch (IllegalArgumentException none) {
      throw refused("give a token of 20 to 200 letters, digits and . _ ~ + / -");
    }
  }

  private static Optional<String> firstOf(InputStream lines) {
    return new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))
        .lines()
        .findFirst();
  }

  private static InvalidSettings refused(String why) {
    return new InvalidSettings(List.of(why));
  }

  static String shell(RecorderSettings settings) {
    StringBuilder lines = new StringBuilder();
    variables(settings)
        .forEach(
            (name, value) ->
                lines
                    .append("export ")
                    .append(name)
                    .append('=')
                    .append(quoted(value))
                    .append('\n'));
    return lines.toString();
  }

  private static Map<String, String> variables(RecorderSettings settings) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OPENRECORDER_DATA", settings.data().toString());
    variables.put(Setting.HTTP_ADDRESS.variable(), settings.http().address());
    variables.put("OPENRECORDER_MANAGEMENT_ADDRESS", settings.http().managementAddress());
    variables.put(Setting.HTTP_PORT.variable(), Integer.toString(settings.http().port()));
    variables.put(
        Setting.MANAGEMENT_PORT.variable(), Integer.toString(settings.http().managementPort()));
    putTls(variables, settings.http().tls());
    variables.put("OPENRECORDER_HTTP_TIMEOUT", millis(settings.http().timeout()));
    variables.put("OPENRECORDER_HTTP_HEADER_TIMEOUT", millis(headerTimeout(settings)));
    settings
        .database()
        .ifPresentOrElse(
            database -> putPostgresql(variables, database), () -> putH2(variables, settings));
    return variables;
  }

  /** Blank without TLS, to override variables that another server has left in the environment. */
  private static void putTls(Map<String, String> variables, Optional<Tls> tls) {
    variables.put(
        "OPENRECORDER_TLS_KEYSTORE", tls.map(Tls::keystore).map(Path::toString).orElse(""));
    variables.put(
        "OPENRECORDER_TLS_KEYSTORE_PASSWORD",
        tls.map(Tls::password).map(Secret::reveal).orElse(""));
  }

  private static void putPostgresql(Map<String, String> variables, Database database) {
    Owner owner = database.owner().orElseGet(() -> new Owner(database.user(), database.password()));
    variables.put("OPENRECORDER_DB_DRIVER", "postgresql");
    variables.put("OPENRECORDER_DB_VALIDATE", "true");
    variables.put("OPENRECORDER_DB_FAST_FAIL", "true");
    variables.put("OPENRECORDER_DB_QUERY_TIMEOUT", "3");
    variables.put("OPENRECORDER_DB_BATCH", "50");
    variables.put("OPENRECORDER_DB_URL", bounded(database.url()));
    variables.put("OPENRECORDER_DB_USER", database.user());
    variables.put("OPENRECORDER_DB_PASSWORD", database.password().reveal());
    // without time limits: no client waits, and migrating a large table takes long
    variables.put("OPENRECORDER_DB_OWNER_URL", database.url());
    variables.put("OPENRECORDER_DB_OWNER_USER", owner.user());
    variables.put("OPENRECORDER_DB_OWNER_PASSWORD", owner.password().reveal());
  }

  private static void putH2(Map<String, String> variables, RecorderSettings settings) {
    variables.put("OPENRECORDER_DB_DRIVER", "h2");
    // H2 closes a database whose disk was full, and opens it again for a new connection once all
    // old ones are closed
    variables.put("OPENRECORDER_DB_VALIDATE", "true");
    variables.put("OPENRECORDER_DB_FAST_FAIL", "false");
    // H2 recompiles all statements whenever one sets a timeout: only statements that may scan many
    // rows set one
    variables.put("OPENRECORDER_DB_QUERY_TIMEOUT", "0");
    // there is no network round trip to save, and H2 creates an exception for each batch in advance
    variables.put("OPENRECORDER_DB_BATCH", "0");
    for (String role : List.of("OPENRECORDER_DB_", "OPENRECORDER_DB_OWNER_")) {
      variables.put(role + "URL", embedded(settings));
      variables.put(role + "USER", "recorder");
      variables.put(role + "PASSWORD", "recorder");
    }
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static Duration headerTimeout(RecorderSettings settings) {
    Duration timeout = settings.http().timeout();
    return timeout.compareTo(LONGEST_HEADER) < 0 ? timeout : LONGEST_HEADER;
  }

  /**
   * A commit has reached the file when it returns, so that it survives the end of the process.
   * {@code DB_CLOSE_ON_EXIT=FALSE}: H2 closes the database with its last connection; by default it
   * would close as soon as the process is asked to end, while the server still responds to
   * requests. {@code retry}: H2 reopens the file after an interrupt in the middle of a read or a
   * write, which closes it for all threads.
   */
  private static String embedded(RecorderSettings settings) {
    return "jdbc:h2:retry:"
        + settings.databaseFile()
        + ";WRITE_DELAY=0;LOCK_TIMEOUT=2500;DB_CLOSE_ON_EXIT=FALSE";
  }

  /**
   * Limits how long a response waits for a database that hangs. Parameters of the URL take
   * precedence.
   */
  private static String bounded(String url) {
    StringBuilder bounded = new StringBuilder(url);
    POSTGRESQL_BOUNDS.forEach(
        (name, value) -> {
          if (!url.contains(name + "=")) {
            bounded
                .append(bounded.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value);
          }
        });
    return bounded.toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
