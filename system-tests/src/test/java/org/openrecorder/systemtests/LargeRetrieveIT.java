package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** Fifty callers at once want an hour of talk each, from a server that has little memory. */
class LargeRetrieveIT {

  private static final int CALLERS = 50;
  private static final long HEAP = 256L * 1_024 * 1_024;
  private static final String TAG = "an hour";
  private static final Duration ARCHIVED = Duration.ofMinutes(1);

  /** All of them together move 7.7 GB over the loopback. */
  private static final Duration BOUND = Duration.ofMinutes(4);

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private HourOfTalk hour;

  @BeforeEach
  void start() throws IOException {
    hour = HourOfTalk.writtenTo(folder);
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    settings.put("JAVA_OPTS", "-Xmx" + HEAP);
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  @Test
  void fifty_at_once_by_get_and_by_soap_get_all_of_it_right_after_a_restart() throws Exception {
    recordTheHour();
    restart();
    assertHasLittleMemory();
    assertThat(answersTo(get())).as("by GET").containsOnly("");
    restart();
    assertThat(answersTo(soap())).as("by SOAP").containsOnly("");
  }

  /** What the virtual machine that serves says of itself: its heap's parts together. */
  private void assertHasLittleMemory() {
    List<Double> parts = new Crm(server).metrics("jvm_memory_max_bytes{area=\"heap\"");
    assertThat(parts.stream().mapToDouble(Double::doubleValue).sum())
        .isBetween(0.8 * HEAP, 1.0 * HEAP);
  }

  /** Nothing in the server is warm then. */
  private void restart() {
    assertThat(server.stop()).isTrue();
    server.start();
    server.awaitReady();
  }

  /** Nobody talks for an hour here: the server is away while a short recording grows to one. */
  private void recordTheHour() throws IOException {
    Crm crm = new Crm(server);
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    HttpResponse<String> started = crm.start("410", TAG);
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    server.kill();
    call.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().isEmpty());
    String id = started.headers().firstValue("X-Recording-Id").orElseThrow();
    Files.copy(
        hour.wav(), pbx.recordings().resolve(id + ".wav"), StandardCopyOption.REPLACE_EXISTING);
    server.start();
    server.awaitReady();
    await()
        .atMost(ARCHIVED)
        .until(() -> crm.recording(TAG).get("state").asText().equals("available"));
  }

  private HttpRequest get() {
    return new Crm(server)
        .request("method=retrieve&username=max&tag=" + Crm.encoded(TAG))
        .timeout(BOUND)
        .build();
  }

  private HttpRequest soap() {
    String envelope = Crm.envelope("retrieve", Map.of("tag", TAG, "username", "max"));
    return new Crm(server)
        .request("")
        .uri(server.url())
        .timeout(BOUND)
        .header("Content-Type", "text/xml; charset=utf-8")
        .header("SOAPAction", "\"\"")
        .POST(HttpRequest.BodyPublishers.ofString(envelope))
        .build();
  }

  /** What is wrong with each of the answers; nothing, it is hoped. */
  private List<String> answersTo(HttpRequest request) throws Exception {
    CyclicBarrier together = new CyclicBarrier(CALLERS);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      Callable<String> caller =
          () -> {
            together.await();
            return faultsOf(http, request);
          };
      List<Future<String>> answers =
          callers.invokeAll(IntStream.range(0, CALLERS).mapToObj(i -> caller).toList());
      return answers.stream().map(Future::resultNow).toList();
    }
  }

  private String faultsOf(HttpClient http, HttpRequest request) throws Exception {
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      String faults = hour.faultsOf(body);
      return answer.statusCode() == 200 ? faults : answer.statusCode() + " " + faults;
    }
  }
}
