package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;

/**
 * A PBX with blanks in its system name, whose devices are named otherwise than their extensions.
 */
class DeviceNamesIT {

  private static final Duration TALK = Duration.ofMillis(1_500);

  @TempDir Path folder;
  private AsteriskLab pbx;
  private RecorderServer server;
  private Crm crm;

  @BeforeEach
  void start() {
    pbx =
        AsteriskLab.start(
            AsteriskSettings.of(AsteriskVersion.of("22"), folder.resolve("pbx"))
                .withSystemName("Main Office 1"));
    Map<String, String> settings = TestEnvironment.people();
    settings.putAll(TestEnvironment.pbx("office", pbx, pbx.managerPort()));
    settings.put("RECORDER_PBX_OFFICE_EXTENSION_PATTERN", "PJSIP/4(1[0-9])|(.*)-desk");
    settings.put("RECORDER_PBX_OFFICE_ALIAS_2000", "412,PJSIP/413");
    server = RecorderServer.start(folder.resolve("server"), settings);
    crm = new Crm(server);
  }

  @AfterEach
  void stop() {
    server.close();
    pbx.close();
  }

  private void assertRecorded(String caller, String called, String argument) {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, caller, called);
    assertThat(crm.start(argument, tag).body()).as(argument).isEqualTo("OK");
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    Conversation.assertHeard(crm.wav(tag, "max"), TALK, caller, called);
    TestEnvironment.quiet(pbx);
  }

  @Test
  void each_is_found_by_what_people_call_it() {
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String uniqueId = pbx.channelOf(call).uniqueId();
    assertThat(uniqueId).startsWith("Main Office 1-");
    call.hangUp();
    TestEnvironment.quiet(pbx);
    assertRecorded("410", "411", "10");
    assertRecorded("410", "411", "11");
    assertRecorded("sales-desk", "411", "sales");
    assertRecorded("412", "411", "2000");
    assertRecorded("413", "411", "2000");
  }
}
