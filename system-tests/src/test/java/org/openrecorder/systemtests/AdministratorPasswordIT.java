package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The administrator's password is given, lost, reset and changed. */
class AdministratorPasswordIT {

  private static final String RESET = "reset by the operator";
  private static final String GIVEN = "given by the settings";

  @TempDir Path folder;

  @Test
  void a_lost_password_is_reset_and_none_of_before_comes_back() throws IOException {
    RecorderServer server = RecorderServer.start(folder.resolve("server"), Map.of());
    Crm crm = new Crm(server);
    Path file = server.data().resolve("admin-password");
    String first = Files.readString(file).strip();
    assertIn(crm, first, 200);

    assertThat(server.run("open-recorder", RESET + "\n", "--reset-admin-password"))
        .returns(0, RecorderServer.Said::status);
    await().atMost(TestEnvironment.SOON).until(() -> status(crm, RESET) == 200);
    assertIn(crm, first, 401);
    assertThat(file).doesNotExist();
    assertThat(server.printed()).doesNotContain(first, RESET);

    server.set("RECORDER_ADMIN_PASSWORD_HASH", hash(server));
    again(server);
    assertIn(crm, GIVEN, 200);
    assertIn(crm, RESET, 401);
    assertThat(server.run("open-recorder", RESET + "\n", "--reset-admin-password"))
        .returns(1, RecorderServer.Said::status)
        .extracting(RecorderServer.Said::words)
        .asString()
        .contains("recorder.admin.password-hash");

    server.set("RECORDER_ADMIN_PASSWORD_HASH", "");
    again(server);
    assertIn(crm, first, 401);
    assertIn(crm, RESET, 401);
    assertIn(crm, GIVEN, 200);
    server.close();
  }

  private static String hash(RecorderServer server) {
    return server.run("open-recorder", GIVEN + "\n", "--hash-secret").words().strip();
  }

  private static void again(RecorderServer server) {
    assertThat(server.stop()).isTrue();
    server.start();
    server.awaitReady();
  }

  private static void assertIn(Crm crm, String password, int status) {
    assertThat(status(crm, password)).as(password).isEqualTo(status);
  }

  private static int status(Crm crm, String password) {
    return crm.as("admin:" + password, "/users").statusCode();
  }
}
