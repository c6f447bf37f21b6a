package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.recording.RecordingId;

/**
 * A PBX that sends without end, or a byte now and then for ever. Single bytes come well before it
 * would count as silent.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GreedyPbxIT {

  private static final RecordingId RECORDING = new RecordingId(new UUID(1, 2));
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final Duration GIVEN_UP = Duration.ofSeconds(10);
  private static final Duration DRIP = Duration.ofMillis(50);
  private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
  private static final long RESERVE = 1L << 20;

  @TempDir Path incoming;
  private final CountDownLatch over = new CountDownLatch(1);
  private ServerSocket pbx;
  private AriRecordings recordings;

  /** What a PBX says to whoever asks. */
  private interface Saying {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    pbx = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    URI url = URI.create("http://127.0.0.1:" + pbx.getLocalPort() + "/ari");
    recordings = new AriRecordings(url, "fetcher", "word", SILENCE, SILENCE, ANSWER);
  }

  @AfterEach
  void stop() throws IOException {
    over.countDown();
    pbx.close();
  }

  private void saying(Saying words) {
    Thread unused =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (true) {
                    try {
                      Socket socket = pbx.accept();
                      Thread unusedOne = Thread.ofVirtual().start(() -> say(words, socket));
                    } catch (IOException end) {
                      return;
                    }
                  }
                });
  }

  private static void say(Saying words, Socket socket) {
    try (socket) {
      words.to(socket.getOutputStream());
    } catch (IOException | InterruptedException end) {
      // whoever asked has hung up
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private Saying dripping(String beginning, char drip) {
    return out -> {
      out.write(bytes(beginning));
      while (!over.await(DRIP.toMillis(), TimeUnit.MILLISECONDS)) {
        out.write(drip);
        out.flush();
      }
    };
  }

  private static Saying flooding(String beginning, String flood) {
    return out -> {
      out.write(bytes(beginning));
      while (true) {
        out.write(bytes(flood.repeat(1_000)));
      }
    };
  }

  private AriFileFetcher source(long reserve) {
    return new AriFileFetcher(recordings, incoming, reserve);
  }

  private void assertNothingIsFetched(AriFileFetcher source) {
    long begun = System.nanoTime();
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> source.fetch(RECORDING));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GIVEN_UP);
    assertThat(incoming.resolve(RECORDING + ".wav")).doesNotExist();
  }

  @Test
  void a_file_that_drips_in_is_given_up() {
    saying(dripping(OK + "Content-Length: 32000\r\n\r\nRIFF", 'x'));
    assertNothingIsFetched(source(0));
  }

  @Test
  void a_head_that_drips_in_is_given_up() {
    saying(dripping(OK + "X-More: ", 'x'));
    assertNothingIsFetched(source(0));
    long begun = System.nanoTime();
    assertThatIOException().isThrownBy(() -> recordings.has(RECORDING, ANSWER));
    assertThatIOException().isThrownBy(() -> recordings.delete(RECORDING));
    assertThatIOException().isThrownBy(() -> recordings.list());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GIVEN_UP);
  }

  @Test
  void a_list_that_drips_in_is_given_up() {
    saying(dripping(OK + "\r\n[", ' '));
    long begun = System.nanoTime();
    assertThatIOException().isThrownBy(() -> recordings.list());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GIVEN_UP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"another\",\"format\":\"wav\"},", "null,", " ", "[[[["})
  void a_list_without_end_is_given_up(String flood) {
    saying(flooding(OK + "\r\n[", flood));
    long begun = System.nanoTime();
    assertThatIOException().isThrownBy(() -> recordings.list());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GIVEN_UP);
  }

  @ParameterizedTest
  @ValueSource(longs = {AriRecordings.MOST_BYTES + 1, Long.MAX_VALUE})
  void a_file_larger_than_any_wav_file_is_not_fetched(long told) {
    saying(flooding(OK + "Content-Length: " + told + "\r\n\r\nRIFF", "x"));
    assertNothingIsFetched(source(0));
  }

  @Test
  void a_file_without_a_length_is_not_fetched() {
    saying(flooding(OK + "\r\nRIFF", "x"));
    assertNothingIsFetched(source(0));
  }

  /** The disk has some room, and keeps what the settings want to be left. */
  @Test
  void a_file_that_the_disk_has_no_room_for_is_not_begun() throws IOException {
    long free = Files.getFileStore(incoming).getUsableSpace();
    saying(flooding(OK + "Content-Length: 10000000\r\n\r\nRIFF", "x"));
    assertNothingIsFetched(source(free));
    assertThat(incoming).isEmptyDirectory();
    assertNothingIsFetched(source(free - RESERVE));
    assertThat(incoming).isEmptyDirectory();
  }
}
