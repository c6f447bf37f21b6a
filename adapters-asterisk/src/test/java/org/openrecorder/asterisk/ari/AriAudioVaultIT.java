package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.AudioVault.Deposit;
import org.openrecorder.application.port.StoreUnavailable;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.InMemoryAudioVault;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.WavFiles;

/** Fetching from a fake that does what a real Asterisk does only when it is in trouble. */
class AriAudioVaultIT {

  private static final PbxName PBX = new PbxName("a");
  private static final RecordingId RECORDING =
      new RecordingId(UUID.fromString("0d9a3a70-5c3e-4b1e-9a55-7a1a4f0c9d21"));
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final byte[] WAV = WavFiles.oneSecond();

  @TempDir Path directory;
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private AriAudioVault vault;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(handlers);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ari");
    AriRecordings recordings = new AriRecordings(url, "fetcher", "word", SILENCE, SILENCE);
    AriSource source = new AriSource(recordings, incoming());
    source.prepare();
    vault = new AriAudioVault(Map.of(PBX, source), new InMemoryAudioVault(new InMemorySpool()));
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
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> vault.deposit(PBX, RECORDING));
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
    vault.deposit(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(WAV);
    assertThat(incoming().resolve(RECORDING + ".part")).doesNotExist();
  }

  @Test
  void a_file_that_is_not_there_is_missing() {
    assertThat(vault.deposit(PBX, RECORDING)).isInstanceOf(Deposit.Missing.class);
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
    vault.deposit(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(WAV);
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
    vault.deposit(PBX, RECORDING);
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
    vault.deposit(PBX, RECORDING);
    assertThat(Files.readAllBytes(fetched())).isEqualTo(unfinished);
  }
}
