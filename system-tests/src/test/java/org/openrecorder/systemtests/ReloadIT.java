package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets, clients, users and limits of the settings file are changed while the server runs. */
class ReloadIT {

  private static final String ADMIN = "admin:" + TestEnvironment.ADMIN_PASSWORD;
  private static final String OLD = "crm:the secret of yesterday";
  private static final String NEW = "crm:the secret of tomorrow";

  @TempDir Path folder;

  @Test
  void what_the_file_says_of_people_and_limits_counts_without_a_restart() throws IOException {
    Path file = folder.resolve("recorder.properties");
    write(file, "recorder.client.crm.secret=the secret of yesterday");
    RecorderServer server =
        RecorderServer.start(
            folder.resolve("server"),
            Map.of(
                "RECORDER_CONFIG",
                file.toString(),
                "RECORDER_ADMIN_PASSWORD",
                TestEnvironment.ADMIN_PASSWORD));
    Crm crm = new Crm(server);
    assertThat(status(crm, OLD)).isEqualTo(200);

    write(
        file,
        "recorder.client.crm.secret=the secret of yesterday",
        "recorder.client.crm.secret-next=the secret of tomorrow",
        "recorder.user.fred.group=agent",
        "recorder.reconcile.every=PT10M");
    assertThat(reload(crm, 200).toString())
        .isEqualTo(
            "{\"afterRestart\":[\"recorder.reconcile.every\"],"
                + "\"changed\":[\"recorder.client.*\",\"recorder.user.*\"]}");
    assertThat(status(crm, OLD)).isEqualTo(200);
    assertThat(status(crm, NEW)).isEqualTo(200);
    assertThat(crm.as(ADMIN, "/users/fred").body()).contains("\"from\":\"settings\"");

    write(file, "recorder.client.crm.secret=the secret of tomorrow", "recorder.nonsense=1");
    assertThat(reload(crm, 400).get("detail").asText())
        .contains("recorder.nonsense", "stay as they were")
        .doesNotContain("tomorrow");
    assertThat(status(crm, OLD)).as("nothing has changed").isEqualTo(200);

    write(
        file,
        "recorder.client.crm.secret=the secret of tomorrow",
        "recorder.limit.client-rate=1",
        "recorder.limit.client-burst=1");
    assertThat(reload(crm, 200).get("changed"))
        .extracting(JsonNode::asText)
        .contains("recorder.client.*", "recorder.limit.*", "recorder.user.*");
    assertThat(status(crm, OLD)).isEqualTo(401);
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(status(crm, NEW));
    }
    assertThat(answers).startsWith(200).contains(429);
    assertThat(crm.as(OLD, "/settings/reload").statusCode()).isEqualTo(401);
    server.close();
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static JsonNode reload(Crm crm, int status) {
    return crm.json("POST", "/settings/reload", ADMIN, status);
  }

  private static int status(Crm crm, String credentials) {
    return crm.as(credentials, "/recordings").statusCode();
  }
}
