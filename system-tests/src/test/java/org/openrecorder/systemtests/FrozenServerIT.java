package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * The server stands still, as a machine does that swaps or is moved; the link to the PBX is cut
 * meanwhile, and calls begin and end.
 */
@ExtendWith(BedExtension.class)
@BedExtension.Own
class FrozenServerIT {

  private static final Duration TALK = Duration.ofSeconds(2);
  private static final String ADMINISTRATOR = "admin:the tests' administrator";

  private final String ends = TestEnvironment.newTag();
  private final String lasts = TestEnvironment.newTag();
  private final String begins = TestEnvironment.newTag();
  private final AsteriskLab pbx;
  private final AmiTap tap;
  private final RecorderServer server;
  private final Crm crm;

  FrozenServerIT(TestEnvironment bed) {
    AsteriskVersion version = AsteriskVersion.of("22");
    this.pbx = bed.pbx(version);
    this.tap = bed.tap(version);
    this.server = bed.server();
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    TestEnvironment.quiet(pbx);
  }

  @Test
  void all_calls_of_the_gap_are_found_and_nothing_is_missing() {
    PhoneCall ended = TestEnvironment.talk(pbx, "410", "411");
    assertThat(crm.start("410", ends).body()).isEqualTo("OK");
    PhoneCall lasting = TestEnvironment.talk(pbx, "412", "413");
    assertThat(crm.start("412", lasts).body()).isEqualTo("OK");
    TestEnvironment.letTalk(ended, TALK);

    server.freeze();
    try {
      tap.cut();
      ended.hangUp();
      awaitChannels(2);
      TestEnvironment.talk(pbx, "410", "411").hangUp();
      awaitChannels(2);
      TestEnvironment.talk(pbx, "410", "411");
      TestEnvironment.letTalk(lasting, TALK);
    } finally {
      server.thaw();
    }

    await().atMost(TestEnvironment.SOON).until(() -> crm.start("410", begins).statusCode() == 200);
    await()
        .atMost(TestEnvironment.SOON)
        .untilAsserted(() -> assertThat(state(ends)).as(told(ends)).isEqualTo("available"));
    assertThat(state(lasts)).isEqualTo("recording");
    assertThat(crm.json("POST", "/reconciliations", ADMINISTRATOR, 200).toString())
        .doesNotContain(id(ends), id(lasts), id(begins));

    assertThat(crm.stop("412").body()).isEqualTo("OK");
    assertThat(crm.stop("410").body()).isEqualTo("OK");
    TestEnvironment.quiet(pbx);
    assertThat(crm.wav(ends, "max").duration()).isGreaterThan(TALK.minusMillis(300));
    assertThat(crm.wav(lasts, "max").duration()).isGreaterThan(TALK.multipliedBy(2));
    assertThat(crm.wav(begins, "max").duration()).isPositive();
  }

  private void awaitChannels(int count) {
    await().atMost(TestEnvironment.SOON).until(() -> pbx.manager().channels().size() == count);
  }

  private String state(String tag) {
    return crm.recording(tag).get("state").asText();
  }

  private String id(String tag) {
    return crm.recording(tag).get("id").asText();
  }

  private String told(String tag) {
    return crm.recording(tag).toString();
  }
}
