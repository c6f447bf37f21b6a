package org.openrecorder.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests with H2 in a file, as it is embedded by default. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnH2 {

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeAll
  void start(@TempDir Path directory) {
    database =
        new TestDatabase(
            "jdbc:h2:retry:" + directory.resolve("recorder") + ";WRITE_DELAY=0", "recorder");
  }

  @AfterAll
  void stop() {
    database.close();
  }

  public TestDatabase database() {
    return database;
  }
}
