package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.InMemoryAudioArchive;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.WavFiles;

/** Fetching from a fake that does what a real Asterisk does only when it is in trouble. */
class AriAudioArchiveIT {

  private static final PbxName PBX = new PbxName("a");
  private static final RecordingId RECORDING =
      new RecordingId(UUID.fromString("0d9a3a70-5c3e-4b1e-9a55-7a1a4f0c9d21"));
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final byte[] WAV = WavFiles.oneSecond();

  @TempDir Path directory;
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private AriAudioArchive archive;
  private AriSpool spool;

  /** What the PBX has, where a test changes it. */
  private volatile byte[] there = WAV;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(handlers);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ari");
    AriRecordings recordings = new AriRecordings(url, "fetcher", "word", SILENCE, SILENCE);
    AriFileFetcher source = new AriFileFetcher(recordings, incoming(), 0);
    source.prepare();
    InMemorySpool shared = new InMemorySpool();
    archive = new AriAudioArchive(Map.of(PBX, source), new InMemoryAudioArchive(shared));
    spool = new AriSpool(Map.of(PBX, source), shared);
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    handlers.shutdownNow();
  }

  private Path incoming() {
    return directory.resolve("incoming");
  }

  private void answering(HttpHandler handler) {
    server.createContext("/ari/recordings/stored/" + RECORDING + "/file", handler);
  }

  private static void send(HttpExchange exchange, long told, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, told);
    OutputStream out = exchange.getResponseBody();
    out.write(body);
    out.flush();
  }

  private Path fetched() {
    return incoming().resolve(RECORDING + ".wav");
  }

  private void assertNothingIsFetched() {
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> archive.ingest(PBX, RECORDING));
    assertThat(fetched()).doesNotExist();
  }

  @Test
  void a_file_is_fetched_whole_with_the_credentials() throws IOException {
    answering(
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
              .isEqualTo("Basic ZmV0Y2hlcjp3b3Jk");
          send(exchange, WAV.length, WAV);
          exchange.close();
        });
    archive.ingest(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(WAV);
    assertThat(incoming().resolve(RECORDING + ".part")).doesNotExist();
  }

  @Test
  void a_file_that_is_not_there_is_missing() {
    assertThat(archive.ingest(PBX, RECORDING)).isInstanceOf(IngestResult.Missing.class);
    assertThat(fetched()).doesNotExist();
  }

  @Test
  void a_file_that_breaks_off_is_not_taken_for_a_whole_one_and_is_fetched_again()
      throws IOException {
    AtomicInteger asked = new AtomicInteger();
    answering(
        exchange -> {
          boolean breaksOff = asked.incrementAndGet() == 2; // the first only looks at the header
          send(exchange, WAV.length, breaksOff ? Arrays.copyOf(WAV, WAV.length / 2) : WAV);
          exchange.close();
        });
    assertNothingIsFetched();
    archive.ingest(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(WAV);
  }

  @Test
  void a_file_that_the_pbx_went_on_with_while_it_was_fetched_is_fetched_again() throws IOException {
    byte[] shorter = WavFiles.tone(8_000, 4_000);
    AtomicInteger asked = new AtomicInteger();
    answering(
        exchange -> {
          byte[] now = asked.incrementAndGet() <= 2 ? shorter : WAV; // one look, one fetch
          send(exchange, now.length, now);
          exchange.close();
        });
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> archive.ingest(PBX, RECORDING));
    archive.ingest(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(WAV);
  }

  @ParameterizedTest
  @MethodSource("others")
  void a_file_that_is_not_the_one_that_was_fetched_is_not_deleted(byte[] other) {
    AtomicInteger deleted = new AtomicInteger();
    answering(
        exchange -> {
          send(exchange, there.length, there);
          exchange.close();
        });
    server.createContext(
        "/ari/recordings/stored/" + RECORDING,
        exchange -> {
          deleted.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    archive.ingest(PBX, RECORDING);
    there = other;

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> spool.remove(PBX, RECORDING));
    assertThat(deleted).hasValue(0);

    there = WAV;
    spool.remove(PBX, RECORDING);
    assertThat(deleted).hasValue(1);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        argumentSet("longer", (Object) WavFiles.tone(8_000, 9_000)),
        argumentSet("shorter", (Object) WavFiles.tone(8_000, 7_000)),
        argumentSet("not finished", (Object) WavFiles.unfinished(WAV)));
  }

  @Test
  void a_file_is_closed_when_its_header_says_so() {
    assertThat(spool.closed(PBX, RECORDING)).as("there is none").isFalse();
    answering(
        exchange -> {
          send(exchange, there.length, there);
          exchange.close();
        });
    for (byte[] open : List.of(WavFiles.unfinished(WAV), new byte[0], new byte[7])) {
      there = open;
      assertThat(spool.closed(PBX, RECORDING)).as(open.length + " bytes").isFalse();
    }
    there = WAV;
    assertThat(spool.closed(PBX, RECORDING)).isTrue();
  }

  @Test
  void of_a_pbx_that_cannot_say_so_no_file_is_known_to_be_closed() {
    answering(exchange -> awaitEnd());
    assertThat(spool.closed(PBX, RECORDING)).isFalse();
    server.stop(0);
    assertThat(spool.closed(PBX, RECORDING)).isFalse();
  }

  @Test
  void a_pbx_that_falls_silent_in_the_middle_is_given_up() {
    answering(
        exchange -> {
          send(exchange, WAV.length, Arrays.copyOf(WAV, WAV.length / 2));
          awaitEnd();
        });
    assertNothingIsFetched();
  }

  private void awaitEnd() throws IOException {
    try {
      over.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Test
  void a_pbx_that_refuses_is_asked_again_later_and_no_redirection_is_followed() {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext(
        "/elsewhere",
        exchange -> {
          elsewhere.incrementAndGet();
          send(exchange, WAV.length, WAV);
          exchange.close();
        });
    answering(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    assertNothingIsFetched();
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void a_file_that_is_still_written_is_waited_for() throws IOException {
    byte[] unfinished = WavFiles.unfinished(WAV);
    AtomicInteger asked = new AtomicInteger();
    answering(
        exchange -> {
          byte[] now =
              asked.incrementAndGet() < 3 ? Arrays.copyOf(unfinished, WAV.length / 2) : WAV;
          send(exchange, now.length, now);
          exchange.close();
        });
    archive.ingest(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(WAV);
  }

  @Test
  void a_file_that_nobody_finishes_is_fetched_as_it_is() throws IOException {
    byte[] unfinished = WavFiles.unfinished(WAV);
    answering(
        exchange -> {
          send(exchange, unfinished.length, unfinished);
          exchange.close();
        });
    archive.ingest(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(unfinished);
  }
}
