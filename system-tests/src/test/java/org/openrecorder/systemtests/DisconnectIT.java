package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * Many callers want an hour of talk each and go away after the first 64 KB of it. {@code
 * -Ddisconnect.callers} says how many.
 */
@ExtendWith(BedExtension.class)
@BedExtension.Own
class DisconnectIT {

  private static final int CALLERS = Integer.getInteger("disconnect.callers", 250);
  private static final int AT_ONCE = 24;
  private static final int TAKEN = 65_536;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FREED = Duration.ofSeconds(60);

  /** What other work of the server may have opened meanwhile. */
  private static final int OTHERS = 5;

  @TempDir Path folder;

  private final String tag = TestEnvironment.newTag();
  private final AsteriskLab pbx;
  private final RecorderServer server;
  private final Crm crm;

  DisconnectIT(TestEnvironment bed) {
    this.pbx = bed.pbx(AsteriskVersion.of("22"));
    this.server = bed.server();
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void files_and_threads_are_free_again_after_all_callers_went_away() throws IOException {
    List<String> requests = requests(recordTheHour());
    goAway(requests, requests.size() * AT_ONCE);
    int files = server.openFiles();
    int threads = server.threads();
    goAway(requests, CALLERS);
    await()
        .atMost(FREED)
        .untilAsserted(
            () -> {
              assertThat(server.openFiles()).as("files").isLessThanOrEqualTo(files + OTHERS);
              assertThat(server.threads()).as("threads").isLessThanOrEqualTo(threads + OTHERS);
            });
    System.out.printf(
        "%d callers gone: %d files open before, %d after; %d threads before, %d after%n",
        CALLERS, files, server.openFiles(), threads, server.threads());
    assertThat(crm.stop("410").statusCode()).isEqualTo(404);
  }

  /** The PBX goes on writing to a file that has lost its name to one of an hour. */
  private String recordTheHour() throws IOException {
    Path hour = HourOfTalk.writtenTo(folder).wav();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String id = crm.start("410", tag).headers().firstValue("X-Recording-Id").orElseThrow();
    Path coming = pbx.recordings().resolve("hour");
    Files.copy(hour, coming);
    Files.move(coming, pbx.recordings().resolve(id + ".wav"), StandardCopyOption.REPLACE_EXISTING);
    call.hangUp();
    await().atMost(FREED).until(() -> crm.recording(tag).get("state").asText().equals("available"));
    assertThat(crm.recording(tag).get("bytes").asLong()).isEqualTo(Files.size(hour));
    return id;
  }

  /** By GET, by SOAP, and of the audio by JSON's address. */
  private List<String> requests(String id) {
    String envelope = Crm.envelope("retrieve", Map.of("tag", tag, "username", "max"));
    return List.of(
        get(server.url() + "?method=retrieve&username=max&tag=" + Crm.encoded(tag)),
        head("POST", server.url().getPath())
            + "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\nContent-Length: "
            + envelope.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + envelope,
        get(server.api("/recordings/" + id + "/audio").toString()));
  }

  private String get(String url) {
    return head("GET", url.substring(url.indexOf("/servicemanager"))) + "\r\n";
  }

  private String head(String verb, String path) {
    String credentials = Crm.NAME + ":" + Crm.SECRET;
    return "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Basic %s\r\n"
        .formatted(
            verb,
            path,
            server.port(),
            Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private void goAway(List<String> requests, int callers) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      IntStream.range(0, callers)
          .mapToObj(i -> requests.get(i % requests.size()))
          .map(request -> CompletableFuture.runAsync(() -> takeSome(request), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private void takeSome(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      byte[] taken = in.readNBytes(TAKEN);
      assertThat(new String(taken, 0, 15, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(taken).hasSize(TAKEN);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
