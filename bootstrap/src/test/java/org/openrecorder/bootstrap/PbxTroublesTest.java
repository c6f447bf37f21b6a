package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.bootstrap.PbxTroubles.Kind;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.SettableClock;

class PbxTroublesTest {

  private static final PbxName MAIN = new PbxName("main");
  private static final PbxName OTHER = new PbxName("other");
  private static final RecordingId RECORDING = new RecordingId(new UUID(1, 2));

  private final SettableClock clock = new SettableClock();
  private final PbxTroubles troubles = new PbxTroubles(clock);
  private final Logger logger = Logger.getLogger(PbxTroubles.class.getName());
  private final Heard heard = new Heard();

  /** What the log was told. */
  private static final class Heard extends Handler {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(level(line) + " " + new SimpleFormatter().formatMessage(line));
    }

    /** Its name depends on the log manager. */
    private static String level(LogRecord line) {
      return line.getLevel().intValue() >= Level.SEVERE.intValue() ? "ERROR" : "INFO";
    }

    @Override
    public void flush() {
      // nothing is kept back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  @BeforeEach
  void hear() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(heard);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(heard);
    logger.setUseParentHandlers(true);
  }

  @Test
  void what_is_wrong_is_told_until_it_is_mended() {
    assertThat(troubles.of(MAIN)).isEmpty();
    troubles.set(MAIN, Kind.RIGHTS, List.of("no read = call", "no write = call"));
    troubles.set(MAIN, Kind.SPOOL, List.of("no room to write"));
    assertThat(troubles.of(MAIN))
        .containsExactly("no read = call", "no write = call", "no room to write");
    assertThat(troubles.of(OTHER)).isEmpty();
    troubles.set(MAIN, Kind.RIGHTS, List.of());
    assertThat(troubles.of(MAIN)).containsExactly("no room to write");
    assertThat(heard.lines)
        .containsExactly(
            "ERROR PBX main: no read = call; no write = call",
            "ERROR PBX main: no room to write",
            "INFO PBX main: mended: no read = call; no write = call");
  }

  @Test
  void the_log_is_told_of_the_same_now_and_then_and_of_another_at_once() {
    for (int minute = 0; minute < 12; minute++) {
      troubles.set(MAIN, Kind.SPOOL, List.of("closed"));
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(heard.lines).containsExactly("ERROR PBX main: closed", "ERROR PBX main: closed");
    troubles.set(MAIN, Kind.SPOOL, List.of("not ours"));
    assertThat(heard.lines).hasSize(3).last().isEqualTo("ERROR PBX main: not ours");
  }

  @Test
  void what_nobody_has_seen_for_a_while_is_forgotten() {
    troubles.set(MAIN, Kind.NO_FILE, List.of("no file"));
    clock.advance(Duration.ofSeconds(60));
    troubles.forget(MAIN, Kind.NO_FILE, Duration.ofMinutes(1));
    assertThat(troubles.of(MAIN)).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    troubles.forget(MAIN, Kind.NO_FILE, Duration.ofMinutes(1));
    troubles.forget(OTHER, Kind.NO_FILE, Duration.ofMinutes(1));
    assertThat(troubles.of(MAIN)).isEmpty();
  }

  @Test
  void a_start_that_finds_no_file_is_one_and_the_next_that_finds_one_mends_it() {
    InMemorySpool files = new InMemorySpool();
    ConfirmingSpool spool = new ConfirmingSpool(files, troubles);
    assertThat(spool.await(MAIN, RECORDING, Duration.ZERO)).isFalse();
    assertThat(troubles.of(MAIN))
        .singleElement()
        .asString()
        .startsWith("it said yes to a recording and no file appeared");
    files.put(MAIN, RECORDING, new byte[] {1});
    assertThat(spool.await(MAIN, RECORDING, Duration.ZERO)).isTrue();
    assertThat(troubles.of(MAIN)).isEmpty();
  }

  @Test
  void why_audio_waits_is_known_until_it_is_taken_in() {
    RecordedIngestDelays delays = new RecordedIngestDelays();
    delays.failed(RECORDING, "cannot be read");
    assertThat(delays.of(RECORDING)).contains("cannot be read");
    delays.done(RECORDING);
    assertThat(delays.of(RECORDING)).isEmpty();
  }
}
