package org.openrecorder.edge;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Result;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.port.DeniedAccessLog.Entry;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.rest.legacy.LegacyApplication;
import org.openrecorder.rest.legacy.LegacyFailures;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.rest.legacy.LegacyResource;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.Pace;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;

/**
 * Who asks too often, for too much at once, too slowly or with wrong credentials again and again.
 */
class LimitsIT {

  private static final int CLIENT_BURST = 5;
  private static final int ADDRESS_BURST = 40;

  /** An answer can be there before the request that it answers counts as over. */
  private static final int MANY = 100;

  private static final String STOP = LegacyUrl.PATH + "?method=stop&extenOrUniqueId=410";
  private static final Result<RecordingReference> DONE =
      Result.success(
          new RecordingReference(
              TestAudio.ID, new ChannelName("SIP/410-12FA7B"), new UniqueId("1.1")));

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  private final AtomicLong nanos = new AtomicLong();
  private final OneClient client = new OneClient();

  /** What happens while a recording is being stopped. */
  private volatile Runnable meanwhile = () -> {};

  private TestDenials denials;
  private TestServer server;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    start(MANY);
  }

  private void start(int atOnce) throws Exception {
    Audit audit = new Audit(trail, Clock.systemUTC());
    LegacyApi api =
        new LegacyApi(
            request -> DONE,
            request -> {
              meanwhile.run();
              return DONE;
            },
            request -> Result.success(TestAudio.sound(10).signature()),
            audit);
    Limits limits = new Limits(new Pace(1, CLIENT_BURST), atOnce, new Pace(1, ADDRESS_BURST));
    LegacyGetAnswer usual = LegacyGetAnswer.TEXT;
    ErrorResponses rejections = new ErrorResponses(usual);
    denials = new TestDenials(audit, nanos::get);
    server =
        TestServer.start(
            TestFilters.limited(client, denials, rejections, limits, nanos::get),
            rejections,
            LegacyApplication.PATH,
            Set.of(new LegacyResource(api, audit, usual), new LegacyFailures(usual)));
    endpoint = Endpoint.to(server);
  }

  @AfterEach
  void stop() {
    endpoint.close();
    server.close();
  }

  private static void assertLimited(HttpResponse<String> answer, int status, String wait) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("X-Error-Code")).contains("RATE_LIMITED");
    assertThat(answer.headers().firstValue("Retry-After")).contains(wait);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private void useUp() throws Exception {
    for (int i = 0; i < CLIENT_BURST; i++) {
      assertThat(endpoint.get(STOP).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_greedy_client_is_refused_in_the_form_of_each_endpoint_until_its_time_has_come()
      throws Exception {
    useUp();
    assertLimited(endpoint.get(STOP), 429, "1");
    HttpResponse<String> soap = endpoint.send("POST", LegacyUrl.PATH, "text/xml", "<any/>");
    assertLimited(soap, 500, "1");
    assertThat(soap.body()).contains("Client</faultcode>").contains("RATE_LIMITED");
    HttpResponse<String> json = endpoint.get("/api/v1/recordings?tag=22");
    assertLimited(json, 429, "1");
    assertThat(json.body()).contains("\"code\":\"RATE_LIMITED\"");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(endpoint.get(STOP).statusCode()).isEqualTo(200);
    assertLimited(endpoint.get(STOP), 429, "1");
  }

  @Test
  void a_greedy_client_leaves_few_audit_rows() throws Exception {
    useUp();
    long before = rows();
    for (int i = 0; i < 20; i++) {
      endpoint.get(STOP);
    }
    assertThat(rows()).as("nothing is written while somebody waits").isEqualTo(before);
    var unused = denials.written();
    assertThat(rows()).isEqualTo(before + 1);
  }

  private long rows() {
    return trail.rows().size();
  }

  @Test
  void an_address_is_refused_before_anybody_looks_at_who_calls() throws Exception {
    for (int i = 0; i < ADDRESS_BURST; i++) {
      assertThat(endpoint.send(endpoint.anonymous(STOP).GET()).statusCode()).isEqualTo(401);
    }
    client.goDown(true);
    assertLimited(endpoint.get(STOP), 429, "1");
    assertThat(trail.rows()).isEmpty();
    assertThat(denials.written())
        .extracting(Entry::action, Entry::requests)
        .containsExactly(
            tuple("authenticate", (long) ADDRESS_BURST), tuple("rate of an address", 1L));
  }

  @Test
  void a_client_may_not_have_all_threads() throws Exception {
    stop();
    start(1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    meanwhile =
        () -> {
          inside.countDown();
          await(go);
        };
    Thread first = Thread.ofVirtual().start(() -> ask(STOP));
    await(inside);
    assertLimited(endpoint.get(STOP), 429, "1");
    go.countDown();
    first.join(Duration.ofSeconds(10));
    meanwhile = () -> {};
    Awaitility.await().until(this::isServedASecondLater);
  }

  private boolean isServedASecondLater() throws Exception {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    return endpoint.get(STOP).statusCode() == 200;
  }

  private void ask(String path) {
    try {
      endpoint.get(path);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void guessing_is_slowed_down_the_same_for_names_that_exist_and_others() throws Exception {
    for (String name : new String[] {"crm", "nobody"}) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> wrong = endpoint.send(endpoint.as(name + ":guess" + i, STOP).GET());
        assertThat(wrong.statusCode()).isEqualTo(401);
      }
      assertLimited(endpoint.send(endpoint.as(name + ":again", STOP).GET()), 429, "1");
    }
    assertLimited(endpoint.get(STOP), 429, "1");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(endpoint.get(STOP).statusCode()).isEqualTo(200);
  }

  @Test
  void who_has_got_in_is_not_locked_out_by_a_neighbour_s_guesses() throws Exception {
    assertThat(endpoint.get(STOP).statusCode()).isEqualTo(200);
    for (int i = 0; i < 6; i++) {
      endpoint.send(endpoint.as("crm:guess" + i, STOP).GET());
    }
    assertLimited(endpoint.send(endpoint.as("crm:guess", STOP).GET()), 429, "1");
    assertThat(endpoint.get(STOP).statusCode()).isEqualTo(200);
  }

  @Test
  void a_store_that_is_down_is_no_failed_login() throws Exception {
    client.goDown(true);
    for (int i = 0; i < 10; i++) {
      assertThat(endpoint.get(STOP).statusCode()).isEqualTo(503);
    }
    client.goDown(false);
    assertThat(endpoint.get(STOP).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {STOP, "/api/v1/recordings?tag=22", "/api/v1/users"})
  void a_wrong_secret_that_cannot_be_written_down_is_wrong_all_the_same_and_counted(String path)
      throws Exception {
    store.goDown();
    denials.goDown(true);
    for (int i = 0; i < 5; i++) {
      assertThat(endpoint.send(endpoint.as("crm:guess" + i, path).GET()).statusCode())
          .isEqualTo(401);
      denials.access().write();
    }
    assertLimited(endpoint.send(endpoint.as("crm:again", path).GET()), 429, "1");
    store.comeBack();
    denials.goDown(false);
    denials.access().close();
    assertThat(denials.written().stream().mapToLong(Entry::requests).sum()).isEqualTo(6);
  }

  @Test
  void a_body_without_a_certain_end_is_refused_and_nothing_after_it_is_a_request()
      throws Exception {
    for (String coding : new String[] {"xchunked", "identity", "gzip, chunked"}) {
      String answers =
          endpoint.raw(
              "POST /servicemanager"
                  + LegacyUrl.PATH
                  + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                  + coding
                  + "\r\n\r\nGET /servicemanager"
                  + STOP
                  + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(answers).startsWith("HTTP/1.1 400 ");
      assertThat(answers.split("HTTP/1.1", -1)).hasSize(2);
    }
  }

  @Test
  void a_body_that_breaks_off_is_the_last_on_its_connection() throws Exception {
    String answers =
        endpoint.raw(
            "POST /servicemanager"
                + LegacyUrl.PATH
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic "
                + Base64.getEncoder()
                    .encodeToString("crm:secret".getBytes(StandardCharsets.US_ASCII))
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked"
                + "\r\n\r\nffffffffffffffff1\r\na=b\r\nGET /servicemanager"
                + STOP
                + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answers.split("HTTP/1.1", -1)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_body_that_trickles_in_is_given_up() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(200);
      OutputStream out = socket.getOutputStream();
      String credentials =
          Base64.getEncoder().encodeToString("crm:secret".getBytes(StandardCharsets.US_ASCII));
      out.write(
          ("POST /servicemanager"
                  + LegacyUrl.PATH
                  + " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic "
                  + credentials
                  + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(firstAnswerWhileTrickling(socket, out)).startsWith("HTTP/1.1 400");
    }
  }

  /** Sends a byte whenever the server has been silent for 200 ms, for 10 s at most. */
  private static String firstAnswerWhileTrickling(Socket socket, OutputStream out)
      throws Exception {
    InputStream in = socket.getInputStream();
    byte[] head = new byte[12];
    for (int tries = 0; tries < 50; tries++) {
      try {
        int read = in.readNBytes(head, 0, head.length);
        return new String(head, 0, read, StandardCharsets.US_ASCII);
      } catch (SocketTimeoutException silent) {
        out.write('a');
      }
    }
    return "no answer";
  }
}
