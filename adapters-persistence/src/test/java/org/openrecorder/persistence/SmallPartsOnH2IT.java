package org.openrecorder.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists of which somebody may see but a part, in H2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SmallPartsOnH2IT implements SmallPartsContract {

  @SuppressWarnings("NullAway.Init")
  private TestDatabase database;

  @BeforeAll
  void start(@TempDir Path directory) {
    database =
        new TestDatabase(
            "jdbc:h2:file:" + directory.resolve("recorder") + ";WRITE_DELAY=0", "recorder");
  }

  @AfterAll
  void stop() {
    database.close();
  }

  @Override
  public TestDatabase database() {
    return database;
  }
}
