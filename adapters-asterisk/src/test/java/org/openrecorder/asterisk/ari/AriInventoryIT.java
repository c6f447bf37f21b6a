package org.openrecorder.asterisk.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.StoredAudio;
import org.openrecorder.testing.SettableClock;
import org.openrecorder.testing.WavFiles;

/** Comparing files of a fake PBX, whose files rest or grow as a test wants. */
class AriInventoryIT {

  private static final PbxName PBX = new PbxName("a");
  private static final PbxName SHARING = new PbxName("b");
  private static final RecordingId RECORDING = new RecordingId(new UUID(1, 2));
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final byte[] WAV = WavFiles.oneSecond();

  private final SettableClock clock = new SettableClock();
  @TempDir Path incoming;
  private volatile byte[] file = WAV;
  private HttpServer pbx;
  private AriInventory inventory;

  @BeforeEach
  void start() throws IOException {
    pbx = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pbx.createContext(
        "/ari/recordings/stored/" + RECORDING + "/file",
        exchange -> {
          byte[] now = file;
          exchange.sendResponseHeaders(200, now.length);
          exchange.getResponseBody().write(now);
          exchange.close();
        });
    pbx.start();
    URI url = URI.create("http://127.0.0.1:" + pbx.getAddress().getPort() + "/ari");
    AriRecordings recordings = new AriRecordings(url, "fetcher", "word", BOUND, BOUND);
    inventory =
        new AriInventory(
            Map.of(PBX, new AriFileFetcher(recordings, incoming, 0)), new Fetched(), clock);
  }

  @AfterEach
  void stop() {
    pbx.stop(0);
  }

  /** Knows only what lies in the directory that files are fetched into. */
  private final class Fetched implements ArchiveInventory {

    private byte[] bytes(RecordingId recording) {
      try {
        return Files.readAllBytes(incoming.resolve(recording + ".wav"));
      } catch (IOException none) {
        throw new StoreUnavailableException("not fetched", none);
      }
    }

    @Override
    public Condition look(StoredAudio audio) {
      return Condition.THERE;
    }

    @Override
    public List<String> parts() {
      return List.of("part");
    }

    @Override
    public List<RecordingId> in(String part) {
      return List.of(RECORDING);
    }

    @Override
    public boolean atRest(PbxName of, RecordingId recording) {
      return of.equals(SHARING);
    }

    @Override
    public boolean holds(PbxName of, RecordingId recording, StoredAudio audio) {
      return bytes(recording).length == audio.bytes();
    }

    @Override
    public String quarantine(PbxName of, RecordingId recording) {
      return "aside/" + bytes(recording).length;
    }
  }

  private static StoredAudio audio(long bytes) {
    return new StoredAudio("a.wav", bytes, new Checksum("0".repeat(64)), Duration.ofSeconds(1));
  }

  @Test
  void a_finished_file_rests() {
    assertThat(inventory.atRest(PBX, RECORDING)).isTrue();
  }

  @Test
  void an_unfinished_file_rests_when_it_has_not_grown_for_ten_minutes() {
    file = WavFiles.unfinished(WAV);
    assertThat(inventory.atRest(PBX, RECORDING)).isFalse();
    clock.advance(Duration.ofMinutes(10));
    assertThat(inventory.atRest(PBX, RECORDING)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(inventory.atRest(PBX, RECORDING)).isTrue();
  }

  @Test
  void a_file_that_grew_in_between_does_not_rest() {
    file = WavFiles.unfinished(Arrays.copyOf(WAV, WAV.length / 2));
    assertThat(inventory.atRest(PBX, RECORDING)).isFalse();
    clock.advance(Duration.ofMinutes(20));
    file = WavFiles.unfinished(WAV);
    assertThat(inventory.atRest(PBX, RECORDING)).isFalse();
  }

  @Test
  void a_file_is_fetched_to_be_compared_or_put_aside() {
    assertThat(inventory.holds(PBX, RECORDING, audio(WAV.length))).isTrue();
    assertThat(inventory.holds(PBX, RECORDING, audio(WAV.length + 1))).isFalse();
    file = WavFiles.withoutAudio();
    assertThat(inventory.quarantine(PBX, RECORDING)).isEqualTo("aside/" + file.length);
  }

  @Test
  void a_pbx_with_a_shared_directory_is_not_asked() {
    assertThat(inventory.atRest(SHARING, RECORDING)).isTrue();
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> inventory.quarantine(SHARING, RECORDING))
        .withMessage("not fetched");
  }

  @Test
  void a_pbx_that_is_not_there_is_told_as_such() {
    pbx.stop(0);
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> inventory.atRest(PBX, RECORDING));
  }

  @Test
  void the_archive_is_asked_as_ever() {
    assertThat(inventory.look(audio(1))).isEqualTo(ArchiveInventory.Condition.THERE);
    assertThat(inventory.parts()).containsExactly("part");
    assertThat(inventory.in("part")).containsExactly(RECORDING);
  }
}
