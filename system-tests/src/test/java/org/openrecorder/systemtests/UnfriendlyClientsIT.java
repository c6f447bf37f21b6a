package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.systemtests.RawClient.Answer;

/**
 * Clients that send slowly or without end, do not read, sit idle, ask too often or guess: each gets
 * rid of itself only, and everybody else is served meanwhile.
 */
class UnfriendlyClientsIT {

  private static final String SECRET = "a secret for all of these";
  private static final int BURST = 1_000;
  private static final int AT_ONCE = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** What a server that is busy with others may take to answer. */
  private static final Duration SERVED = Duration.ofSeconds(2);

  /** More connections than a server would keep that has threads for each. */
  private static final int IDLE = 2_500;

  private static final String ASKS = "method=stop&extenOrUniqueId=999";
  private static final Duration TRICKLE = Duration.ofMillis(100);

  private static Path folder;
  private static RecorderServer server;

  @BeforeAll
  static void start() throws IOException {
    folder = Files.createTempDirectory("unfriendly");
    Map<String, String> settings = new LinkedHashMap<>(TestEnvironment.people());
    for (String client : List.of("GREEDY", "SILENT", "VICTIM")) {
      settings.put("RECORDER_CLIENT_" + client + "_SECRET", SECRET);
    }
    settings.put("RECORDER_HTTP_TIMEOUT", TIMEOUT.toString());
    settings.put("RECORDER_LIMIT_CLIENT_RATE", "50");
    settings.put("RECORDER_LIMIT_CLIENT_BURST", Integer.toString(BURST));
    settings.put("RECORDER_LIMIT_CLIENT_AT_ONCE", Integer.toString(AT_ONCE));
    settings.put("RECORDER_LIMIT_ADDRESS_RATE", "10000");
    settings.put("RECORDER_LIMIT_ADDRESS_BURST", "20000");
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterAll
  static void stop() {
    server.close();
    Folders.remove(folder);
  }

  private static void assertOthersAreServed() {
    for (int i = 0; i < 10; i++) {
      long begin = System.nanoTime();
      try (RawClient client = RawClient.to(server)) {
        assertThat(client.ask(RawClient.get(ASKS, RawClient.asCrm())).status()).isEqualTo(404);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SERVED);
    }
  }

  /** Sends one more piece whenever the server is silent, until it is not; or 20 s are over. */
  private static boolean isGivenUp(RawClient client, String piece) {
    for (long end = System.nanoTime() + RawClient.BOUND.toNanos(); System.nanoTime() < end; ) {
      if (client.isHeardOfWithin(TRICKLE) || !client.send(piece)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_header_that_trickles_in_is_given_up() {
    try (RawClient client = RawClient.to(server)) {
      client.send("GET " + RawClient.URL + " HTTP/1.1\r\nHost: recorder\r\nX-More: ");
      assertThat(isGivenUp(client, "a")).isTrue();
      assertThat(client.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "text/xml", "multipart/related"})
  void a_body_that_trickles_in_is_given_up(String type) {
    try (RawClient client = RawClient.to(server)) {
      client.send(
          RawClient.post(
              RawClient.asCrm() + "Content-Type: " + type + "\r\nContent-Length: 60000\r\n", "a"));
      assertThat(isGivenUp(client, "a")).isTrue();
    }
    assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "text/xml", "application/json"})
  void a_body_without_end_is_cut_off(String type) {
    String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";
    try (RawClient client = RawClient.to(server)) {
      client.send(
          RawClient.post(
              RawClient.asCrm() + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n",
              ""));
      long sent = IntStream.range(0, 4_096).takeWhile(i -> client.send(chunk)).count();
      assertThat(sent * 0x4000).as("bytes sent").isLessThan(32L << 20);
    }
    assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
  void a_body_longer_than_the_limit_is_not_waited_for(String expect) {
    try (RawClient client = RawClient.to(server)) {
      String headers = "Content-Type: text/xml\r\nContent-Length: 99999999\r\n" + expect;
      assertThat(client.ask(RawClient.post(RawClient.asCrm() + headers, "")).status())
          .isIn(400, 413, 417);
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void thousands_of_idle_connections_keep_nobody_out_and_are_closed() {
    List<RawClient> idle = new ArrayList<>();
    try {
      IntStream.range(0, IDLE).forEach(i -> idle.add(RawClient.to(server)));
      assertOthersAreServed();
      assertThat(idle).allMatch(RawClient::isEnded);
    } finally {
      idle.forEach(RawClient::close);
    }
  }

  /** A client may keep as many threads busy as may serve it at once, and only for a while. */
  @Test
  void who_does_not_read_is_given_up_and_keeps_nobody_out() {
    String ask =
        "GET /servicemanager/api/v1/metrics HTTP/1.1\r\nHost: recorder\r\n"
            + RawClient.as("silent", SECRET)
            + "\r\n";
    List<RawClient> silent = new ArrayList<>();
    try {
      for (int i = 0; i < AT_ONCE + 5; i++) {
        RawClient client = RawClient.unwillingToRead(server);
        silent.add(client);
        client.send(ask.repeat(BURST / (AT_ONCE + 5)));
      }
      assertOthersAreServed();
      await().atMost(RawClient.BOUND).until(() -> asked("silent", "127.0.0.1").status() == 404);
      assertThat(silent).allMatch(RawClient::isEnded);
    } finally {
      silent.forEach(RawClient::close);
    }
  }

  private static Answer asked(String client, String address) {
    try (RawClient one = RawClient.from(address, server)) {
      return one.ask(RawClient.get(ASKS, RawClient.as(client, SECRET)));
    }
  }

  @Test
  void a_greedy_client_is_told_to_wait_while_another_is_served() {
    String ask = RawClient.get(ASKS, RawClient.as("greedy", SECRET));
    List<RawClient> greedy = new ArrayList<>();
    try {
      IntStream.range(0, AT_ONCE / 2).forEach(i -> greedy.add(RawClient.to(server)));
      Answer last = askedAtOnce(greedy, ask);
      for (int i = 0; i < BURST && last.status() != 429; i++) {
        last = askedAtOnce(greedy, ask);
      }
      assertThat(last.status()).isEqualTo(429);
      assertThat(last.header("X-Error-Code")).contains("RATE_LIMITED");
      assertThat(last.header("Retry-After").map(Integer::valueOf).orElseThrow()).isPositive();
      for (int i = 0; i < 20; i++) {
        Answer unused = askedAtOnce(greedy, ask);
      }
    } finally {
      greedy.forEach(RawClient::close);
    }
    assertOthersAreServed();
    assertLogged("rate of a client: greedy rejected ");
  }

  /** The answer to the last of them: those that are refused one after the other wait a little. */
  private static Answer askedAtOnce(List<RawClient> clients, String request) {
    clients.forEach(client -> assertThat(client.send(request)).isTrue());
    return clients.stream().map(RawClient::read).reduce((first, last) -> last).orElseThrow();
  }

  @Test
  void who_guesses_has_to_wait_and_nobody_elsewhere_does() {
    String guesser = "127.0.0.9";
    for (int i = 0; i < 5; i++) {
      assertThat(guessed("victim", "guess " + i, guesser).status()).isEqualTo(401);
    }
    Answer slowed = guessed("victim", "one more", guesser);
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.header("Retry-After")).isPresent();
    assertThat(asked("victim", guesser).status()).as("even if it is right").isEqualTo(429);
    assertThat(asked("victim", "127.0.0.10").status()).isEqualTo(404);
    assertLogged("authenticate: UNAUTHENTICATED for victim from 127.0.0.9, ");
    assertLogged("guessing of credentials: RATE_LIMITED for victim from 127.0.0.9, ");
  }

  /** Once, and soon: not while somebody waits for his answer. */
  private static void assertLogged(String text) {
    await().atMost(RawClient.BOUND).until(() -> lines(text) > 0);
    assertThat(lines(text)).isEqualTo(1);
  }

  private static Answer guessed(String name, String secret, String address) {
    try (RawClient client = RawClient.from(address, server)) {
      return client.ask(RawClient.get(ASKS, RawClient.as(name, secret)));
    }
  }

  private static long lines(String text) {
    return server.log().lines().filter(line -> line.contains(text)).count();
  }

  /** What names a caller comes from outside and goes into the log. */
  @Test
  void a_name_cannot_forge_a_line_of_the_log_or_leave_a_card_number_in_it() {
    String forged = "x\u2028" + "2026 ERROR forged 4111111111111111 \u202ereversed";
    assertThat(guessed(forged, "none", "127.0.0.11").status()).isEqualTo(401);
    assertLogged("    | 2026 ERROR forged [16 digits] \\u202ereversed from 127.0.0.11");
  }

  @Test
  void only_the_two_ports_listen_and_only_on_the_loopback() {
    assertThat(Listening.of(server.pid()))
        .containsExactlyInAnyOrder(
            new Listening(server.port(), true), new Listening(server.managementPort(), true));
    try (RawClient client = RawClient.to(server.managementPort())) {
      Answer answer = client.ask("GET /management HTTP/1.1\r\nHost: recorder\r\n\r\n");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.head() + answer.body()).doesNotContainIgnoringCase("wildfly");
    }
  }
}
