package org.openrecorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.process.Folders;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;
import org.openrecorder.soapclients.SoapRejection;
import org.openrecorder.soapclients.SoapToolkit;

/** Every toolkit that CRMs are known to call with, as it is, against the running server. */
@ExtendWith(BedExtension.class)
class SoapClientsIT {

  private static final Duration TALK = Duration.ofSeconds(2);

  /** The codes of SOAP 1.1 and of SOAP 1.2 for what the caller did wrong. */
  private static final Set<String> CALLERS_FAULT = Set.of("Client", "Sender");

  private static final Path FOLDER = Folders.create(Path.of("target", "soap-clients"));

  private final TestEnvironment bed;
  private final Crm crm;

  SoapClientsIT(TestEnvironment bed) {
    this.bed = bed;
    this.crm = bed.crm();
  }

  @AfterEach
  void quiet() {
    for (AsteriskVersion version : AsteriskVersion.values()) {
      TestEnvironment.quiet(bed.pbx(version));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_conversation_is_recorded_and_given_back(SoapToolkit toolkit) {
    assertRecordsAndGivesBack(toolkit, bed.pbx(AsteriskVersion.ASTERISK_22));
  }

  @Test
  void stubs_of_old_record_on_an_asterisk_of_old_too() {
    assertRecordsAndGivesBack(SoapToolkit.AXIS_STUBS, bed.pbx(AsteriskVersion.ASTERISK_16));
  }

  private void assertRecordsAndGivesBack(SoapToolkit toolkit, AsteriskLab pbx) {
    SoapRecorder recorder = connected(toolkit);
    String tag = TestEnvironment.newTag();
    PhoneCall call = TestEnvironment.talk(pbx, "410", "411");
    String uniqueId = pbx.channelOf(call).uniqueId();
    recorder.start("410", tag);
    TestEnvironment.letTalk(call, TALK);
    recorder.stop("410");
    call.hangUp();

    Conversation.assertHeard(crm.wav(tag, "fred"), TALK);
    byte[] byGet = byGet(tag);
    assertThat(recorder.retrieve(tag, "fred")).isEqualTo(byGet);
    assertThat(recorder.retrieveByUniqueId(uniqueId, "fred")).isEqualTo(byGet);
  }

  private SoapRecorder connected(SoapToolkit toolkit) {
    return toolkit.connect(new RecorderAddress(bed.server().url(), Crm.NAME, Crm.SECRET), FOLDER);
  }

  /** Checked against the checksum that the answer carries. */
  private byte[] byGet(String tag) {
    HttpResponse<String> answer = crm.retrieve(tag, "fred");
    byte[] wav = Base64.getDecoder().decode(answer.body());
    assertThat(answer.headers().firstValue("ETag"))
        .contains('"' + DigestUtils.sha256Hex(wav) + '"');
    return wav;
  }

  @ParameterizedTest
  @EnumSource
  void what_is_refused_by_get_is_refused_by_soap_alike(SoapToolkit toolkit) {
    SoapRecorder recorder = connected(toolkit);
    assertRefused(() -> recorder.start("412", "22"), crm.start("412", "22"));
    assertRefused(() -> recorder.stop("412"), crm.stop("412"));
    assertRefused(() -> recorder.retrieve("none", "fred"), crm.retrieve("none", "fred"));
    assertRefused(
        () -> recorder.retrieveByUniqueId("1.1", "nobody"),
        crm.retrieveByUniqueId("1.1", "nobody"));
  }

  private static void assertRefused(ThrowingCallable bySoap, HttpResponse<String> byGet) {
    SoapRejection rejection =
        assertThatExceptionOfType(SoapRejection.class).isThrownBy(bySoap).actual();
    assertThat(byGet.statusCode()).isBetween(400, 499);
    assertThat(rejection.errorCode())
        .isEqualTo(byGet.headers().firstValue("X-Error-Code").orElse(""));
    assertThat(rejection.reason()).isEqualTo(byGet.body());
    assertThat(CALLERS_FAULT).containsAll(rejection.faultCode().stream().toList());
  }
}
