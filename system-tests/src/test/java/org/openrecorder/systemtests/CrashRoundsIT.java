package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.postgres.PostgresLab;

/**
 * The server is killed under load, again and again, and keeps every promise that it had answered.
 * The long form is {@code system-tests/crash-rounds}; the seed chooses every moment, and {@code
 * --postgres} puts PostgreSQL below it.
 */
class CrashRoundsIT {

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
  private static final long SEED =
      Long.getLong("crash.seed", System.currentTimeMillis() & 0xffff_ffffL);

  private static final boolean POSTGRES = Boolean.getBoolean("crash.postgres");

  @TempDir Path folder;
  private Optional<PostgresLab> database = Optional.empty();
  private AsteriskLab pbx;
  private RecorderServer server;

  @BeforeEach
  void start() {
    pbx = AsteriskLab.start(AsteriskVersion.of("22"), folder.resolve("pbx"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("main", pbx, pbx.managerPort()));
    if (POSTGRES) {
      PostgresLab postgres = PostgresLab.start();
      database = Optional.of(postgres);
      settings.put("RECORDER_DB_URL", postgres.createDatabase("calls"));
      settings.put("RECORDER_DB_USER", PostgresLab.USER);
    }
    server = RecorderServer.start(folder.resolve("server"), settings);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
    database.ifPresent(PostgresLab::close);
  }

  @Test
  void every_answer_given_before_a_crash_holds_after_it() {
    Random chance = new Random(SEED);
    CrashCounts counts = new CrashCounts();
    for (int i = 1; i <= ROUNDS; i++) {
      CrashRound round = new CrashRound(pbx, server, new Random(chance.nextLong()), counts);
      try {
        round.run();
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("round " + i + " of seed " + SEED + "\n" + round, broken);
      }
      System.out.println("crash rounds, seed " + SEED + ": " + counts);
    }
    assertThat(counts.acknowledged()).isPositive();
  }
}
