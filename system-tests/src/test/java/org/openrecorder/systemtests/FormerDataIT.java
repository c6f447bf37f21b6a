package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory that version 0.1 wrote: a recording of 5 s under the tag 22, a private one and a
 * deleted one, a user that was stored by the API, and an audit trail of ten entries. What leaves
 * the process kept its names, so a later version opens it.
 */
class FormerDataIT {

  private static final Duration LENGTH = Duration.ofMillis(5_120);

  @TempDir Path folder;

  @Test
  void recordings_of_0_1_are_retrieved_and_its_audit_trail_verified() throws IOException {
    unpack(folder.resolve("server/data"));
    RecorderServer server =
        RecorderServer.start(folder.resolve("server"), TestEnvironment.people());
    Crm crm = new Crm(server);
    assertThat(crm.wav("22", "max").duration()).isEqualTo(LENGTH);
    assertThat(crm.recording("22").get("state").asText()).isEqualTo("available");
    assertThat(crm.recording("private").get("private").asBoolean()).isTrue();
    assertThat(crm.recording("deleted").get("deleted").asBoolean()).isTrue();
    assertThat(crm.retrieve("private", "fred").statusCode()).isEqualTo(404);
    assertThat(crm.retrieve("deleted", "fred").statusCode()).isEqualTo(404);
    assertThat(server.stop()).isTrue();
    assertThat(server.verifyAudit().status()).isZero();
    server.close();
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream resource = FormerDataIT.class.getResourceAsStream("/data-of-0.1/data.zip");
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = target.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }
}
