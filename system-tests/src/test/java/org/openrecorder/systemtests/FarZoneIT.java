package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/** The PBX lives by the clock of the Chatham Islands. */
@ExtendWith(BedExtension.class)
class FarZoneIT {

  private static final Duration TALK = Duration.ofSeconds(1);

  private final String first = TestEnvironment.newTag();
  private final String second = TestEnvironment.newTag();
  private final AsteriskLab pbx;
  private final Crm crm;

  FarZoneIT(TestEnvironment bed) {
    this.pbx = bed.pbx(AsteriskVersion.of("16"));
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void times_are_told_in_utc_and_in_the_order_in_which_things_happened() throws IOException {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS); // a channel is no more exact
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String uniqueId = pbx.channelOf(call).uniqueId();
    assertThat(Files.readString(Path.of("/proc", Long.toString(pbx.pid()), "environ")))
        .as("the surroundings of the PBX")
        .contains("TZ=<+1245>");
    record(call, first);
    record(call, second);
    call.hangUp();
    await().atMost(TestEnvironment.SOON).until(() -> !callRecord(uniqueId).get("endedAt").isNull());

    List<Instant> times = new ArrayList<>(List.of(before));
    times.add(time(callRecord(uniqueId), "startedAt"));
    times.add(time(callRecord(uniqueId), "answeredAt"));
    for (String tag : List.of(first, second)) {
      times.add(time(crm.recording(tag), "startedAt"));
      times.add(time(crm.recording(tag), "endedAt"));
    }
    times.add(time(callRecord(uniqueId), "endedAt"));
    times.add(Instant.now());
    assertThat(times).isSorted();
    JsonNode newestFirst = crm.json("/recordings?uniqueId=" + uniqueId).get("items");
    assertThat(newestFirst)
        .extracting(one -> one.get("tag").asText())
        .containsExactly(second, first);
  }

  private void record(PhoneCall call, String tag) {
    assertThat(crm.start("410", tag).body()).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    assertThat(crm.stop("410").body()).isEqualTo("OK");
  }

  private JsonNode callRecord(String uniqueId) {
    return crm.json("/calls?uniqueId=" + uniqueId).get("items").get(0);
  }

  private static Instant time(JsonNode told, String name) {
    String text = told.get(name).asText();
    assertThat(text).endsWith("Z");
    return Instant.parse(text);
  }
}
