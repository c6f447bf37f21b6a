package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.codec.binary.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.ChildProcess;

/** The three ways in which the original's documentation decodes a recording. */
@ExtendWith(BedExtension.class)
class DecodingIT {

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final Duration TALK = Duration.ofSeconds(1);

  @TempDir Path folder;

  private final AsteriskLab pbx;
  private final Crm crm;

  DecodingIT(TestEnvironment bed) {
    this.pbx = bed.pbx(AsteriskVersion.of("16"));
    this.crm = bed.crm();
  }

  @Test
  void base64_php_and_commons_codec_give_back_the_same_playable_wav() throws IOException {
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    crm.start("410", tag);
    TestEnvironment.letTalk(call, TALK);
    call.hangUp();
    crm.wav(tag, "fred");
    String text = crm.retrieve(tag, "fred").body();
    Path file = Files.writeString(folder.resolve("tmp.64"), text);

    byte[] codec = Base64.decodeBase64(text);
    assertThat(
            decodedBy(
                List.of("bash", "-c", "base64 -d " + file + " > " + folder.resolve("tmp.wav"))))
        .isEqualTo(codec);
    String php = "file_put_contents('%s', base64_decode(file_get_contents('%s')));";
    assertThat(decodedBy(List.of("php", "-r", php.formatted(folder.resolve("tmp.wav"), file))))
        .isEqualTo(codec);
    Conversation.assertHeard(WavAnalysis.of(codec), TALK);
  }

  private byte[] decodedBy(List<String> command) throws IOException {
    Files.deleteIfExists(folder.resolve("tmp.wav"));
    ChildProcess.run(command, BOUND);
    return Files.readAllBytes(folder.resolve("tmp.wav"));
  }
}
