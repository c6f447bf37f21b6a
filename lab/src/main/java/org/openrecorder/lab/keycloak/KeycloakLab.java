package org.openrecorder.lab.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.lab.process.ChildProcess;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.lab.process.FreePorts;
import org.openrecorder.lab.process.LabFailure;

/**
 * A throw-away Keycloak from its distribution, on a port of its own on the loopback, with the realm
 * {@code company}. The clients {@code portal} and {@code billing} get tokens for the recorder, and
 * so does {@code light}, whose tokens say nothing of the user; the client {@code elsewhere} gets
 * tokens that are for another audience; the users {@code ida} and {@code ole} have attributes that
 * say what they may hear, {@code guest} has none.
 *
 * <p>The first start from a distribution builds it, which takes some 20 s on two cores; later ones
 * take some 8 s. It takes 0.4 GB of memory.
 */
public final class KeycloakLab implements AutoCloseable {

  private static final String REALM = "company-realm.json";
  private static final Duration START_BOUND = Duration.ofMinutes(4);
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(20);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private static final String ADMINISTRATOR =
      "grant_type=password&client_id=admin-cli&username=lab&password=lab";
  private static final String NEW_KEY =
      """
      {"name": "new", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
       "config": {"priority": ["1000"], "algorithm": ["RS256"]}}
      """;

  private final Path home;
  private final int port = FreePorts.pick();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_BOUND).build();
  private final ChildProcess process;

  private KeycloakLab(Path home) {
    this.home = home;
    Folders.remove(home.resolve("data"));
    importRealm();
    this.process = launch();
  }

  /**
   * Starts it from an unpacked distribution, which keeps what it needs to start quickly the next
   * time. It is not up yet: others can be started meanwhile.
   *
   * @param home a folder that no other runs in
   */
  public static KeycloakLab start(Path home) {
    return new KeycloakLab(home);
  }

  private void importRealm() {
    Path file = Folders.create(home.resolve("data/import")).resolve(REALM);
    try (InputStream realm = Objects.requireNonNull(KeycloakLab.class.getResourceAsStream(REALM))) {
      Files.write(file, realm.readAllBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** One that lives for seconds gains nothing from the JVM's second compiler. */
  private ChildProcess launch() {
    return ChildProcess.start(
        List.of(
            "env",
            "JAVA_HOME=" + System.getProperty("java.home", ""),
            "JAVA_OPTS_KC_HEAP=-Xms64m -Xmx320m",
            "KC_BOOTSTRAP_ADMIN_USERNAME=lab",
            "KC_BOOTSTRAP_ADMIN_PASSWORD=lab",
            "JAVA_OPTS_APPEND=-XX:TieredStopAtLevel=1",
            "bash",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--import-realm"),
        home,
        home.resolve("log"));
  }

  /**
   * Waits until it answers.
   *
   * @throws LabFailure when it does not come up
   */
  public void awaitReady() {
    long end = System.nanoTime() + START_BOUND.toNanos();
    while (!isReady()) {
      if (process.endsWithin(RETRY_PAUSE) || System.nanoTime() > end) {
        throw new LabFailure("Keycloak did not come up:\n" + process.lastWords());
      }
    }
  }

  private boolean isReady() {
    HttpRequest description =
        HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
            .timeout(ANSWER_BOUND)
            .build();
    try {
      return send(description).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String address() {
    return "http://127.0.0.1:" + port;
  }

  /** What it calls itself in tokens. */
  public URI issuer() {
    return URI.create(address() + "/realms/company");
  }

  /** A token for the client itself. */
  public String tokenOf(String client) {
    return token(Map.of("grant_type", "client_credentials"), client);
  }

  /** A token for the client {@code portal} as that user uses it. */
  public String tokenOfUser(String user) {
    return tokenOfUser(user, "portal");
  }

  /** A token for that client as that user uses it. */
  public String tokenOfUser(String user, String client) {
    return token(
        Map.of("grant_type", "password", "username", user, "password", "the password of " + user),
        client);
  }

  private String token(Map<String, String> grant, String client) {
    String form =
        grant.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    String secret = "&client_id=" + client + "&client_secret=" + encoded("the secret of " + client);
    return token(issuer().toString(), form + secret);
  }

  private String token(String realm, String form) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
            .timeout(ANSWER_BOUND)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      String answer = send(request).body();
      Matcher token = TOKEN.matcher(answer);
      if (!token.find()) {
        throw new LabFailure("Keycloak gives no token: " + answer);
      }
      return token.group(1);
    } catch (IOException failed) {
      throw silent(failed);
    }
  }

  private LabFailure silent(IOException failed) {
    return new LabFailure("Keycloak does not answer:\n" + process.lastWords(), failed);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while waiting for Keycloak", stop);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Signs with a new key from now on; the one of before stays published. */
  public void changeKey() {
    URI keys = URI.create(address() + "/admin/realms/company/components");
    HttpRequest request =
        HttpRequest.newBuilder(keys)
            .timeout(ANSWER_BOUND)
            .header("Authorization", "Bearer " + token(address() + "/realms/master", ADMINISTRATOR))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(NEW_KEY))
            .build();
    try {
      HttpResponse<String> answer = send(request);
      if (answer.statusCode() != 201) {
        throw new LabFailure("Keycloak makes no new key: " + answer.body());
      }
    } catch (IOException failed) {
      throw silent(failed);
    }
  }

  /** Stops it where it is: connections are accepted, nothing answers. */
  public void freeze() {
    processes()
        .forEach(
            one ->
                ChildProcess.run(List.of("kill", "-STOP", Long.toString(one.pid())), ANSWER_BOUND));
  }

  /** The script, and the virtual machine that it may run as a child. */
  private List<ProcessHandle> processes() {
    return ProcessHandle.of(process.pid()).stream()
        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
        .toList();
  }

  /** Ends it at once: what it knows is not needed any more. */
  @Override
  public void close() {
    List<ProcessHandle> all = processes();
    process.kill();
    all.forEach(ProcessHandle::destroyForcibly);
    http.shutdownNow();
  }
}
