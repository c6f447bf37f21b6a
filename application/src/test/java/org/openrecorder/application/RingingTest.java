package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState;

/** Telephones that ring together, of which one takes the call: the others give nobody a right. */
class RingingTest {

  private final Server server = new Server();
  private final Channel customer = server.pbx.talk("SIP/trunk-1", "1.1");
  private final Channel anns = server.pbx.ring("SIP/411-2", "1.2", "1.1");
  private final Channel freds = server.pbx.ring("SIP/410-3", "1.3", "1.1");

  private void fredTakesTheCall() {
    server.pbx.answer(freds);
    server.pbx.hangUp(anns);
  }

  private void over() {
    server.pbx.hangUp(freds);
    server.pbx.hangUp(customer);
  }

  private String whyEmpty(RecordingId id) {
    assertThat(server.recording(id).state()).isInstanceOf(RecordingState.EndedWithoutAudio.class);
    return ((RecordingState.EndedWithoutAudio) server.recording(id).state()).why();
  }

  @Test
  void of_two_requests_the_one_of_the_telephone_that_takes_the_call_is_recorded() {
    RecordingId ofAnn = id(server.start("411", "t1"));
    RecordingId ofFred = id(server.start("410", "t2"));
    fredTakesTheCall();
    assertThat(server.pbx.actions()).containsExactly("begin 1.3");
    assertThat(whyEmpty(ofAnn)).isEqualTo("answered by 410");
    over();
    assertThat(id(server.retrieve("t2", "max"))).isEqualTo(ofFred);
    assertThat(code(server.retrieve("t1", "max"))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
  }

  @Test
  void a_telephone_that_picks_the_call_up_on_the_channel_that_rang_is_another_one() {
    RecordingId ofAnn = id(server.start("411", "t1"));
    server.pbx.answer(server.pbx.rename(anns, "SIP/412-9"));
    assertThat(server.pbx.actions()).isEmpty();
    assertThat(whyEmpty(ofAnn)).isEqualTo("answered by 412");
  }

  /** As Asterisk tells it: of the call that the taker is in now it says nothing. */
  @Test
  void whoever_picks_the_call_up_on_a_channel_of_its_own_takes_part() {
    RecordingId ofFred = id(server.start("410", "t1"));
    RecordingId ofAnn = id(server.start("411", "t2"));
    Channel taker = server.pbx.answer(server.pbx.ring("SIP/412-4", "1.4"));
    server.pbx.hangUp(anns);
    server.pbx.hangUp(freds);
    server.pbx.bridge(taker, Optional.of("a bridge"));
    server.pbx.moveUnheard(taker, "1.1");
    server.pbx.bridge(server.pbx.answer(customer), Optional.of("a bridge"));
    assertThat(whyEmpty(ofAnn)).isEqualTo("answered by 412");
    assertThat(whyEmpty(ofFred)).isEqualTo("answered by 412");
    assertThat(server.callOf(ofAnn).participants()).contains(new Extension("412"));
  }

  @Test
  void whoever_was_led_into_the_call_before_the_start_takes_part() {
    Channel agent = server.pbx.talk("SIP/420-7", "7.1");
    Channel other = server.pbx.talk("SIP/421-8", "8.1");
    server.pbx.bridge(agent, Optional.of("a bridge"));
    server.pbx.bridge(other, Optional.of("a bridge"));
    server.pbx.moveUnheard(other, "7.1");
    RecordingId id = id(server.start("420", "t"));
    assertThat(server.callOf(id).participants()).contains(new Extension("421"));
  }

  @Test
  void a_telephone_whose_extension_is_not_known_is_told_of_all_the_same() {
    RecordingId ofAnn = id(server.start("411", "t1"));
    server.pbx.talk("Agent/without-name-1", "1.9", "1.1");
    server.pbx.hangUp(anns);
    assertThat(whyEmpty(ofAnn)).startsWith("answered by ");
  }

  @Test
  void a_call_that_nobody_takes_was_not_answered_by_anybody() {
    RecordingId ofAnn = id(server.start("411", "t1"));
    server.pbx.hangUp(anns);
    server.pbx.hangUp(freds);
    server.pbx.hangUp(customer);
    assertThat(whyEmpty(ofAnn)).doesNotContain("answered by");
  }

  @Test
  void who_was_only_rung_hears_nothing() {
    RecordingId id = id(server.start("410", "t"));
    fredTakesTheCall();
    over();
    assertThat(code(server.retrieve("t", "ann"))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(id(server.retrieve("t", "fred"))).isEqualTo(id);
    assertThat(server.callOf(id).involved()).contains(new Extension("411"));
    assertThat(server.callOf(id).participants())
        .contains(new Extension("410"))
        .doesNotContain(new Extension("411"));
  }

  @Test
  void a_client_that_reaches_only_a_telephone_that_rang_reaches_nothing_else_of_the_call() {
    ApiPrincipal limited =
        new ApiPrincipal(
            new ClientName("limited"),
            "127.0.0.1",
            Set.of(Permission.RECORD, Permission.RETRIEVE),
            new AccessScope(Optional.empty(), Optional.of(Set.of(new Extension("411")))),
            false);
    id(server.start("410", "t"));
    fredTakesTheCall();
    assertThat(code(server.call(limited, "stop", Map.of("extenOrUniqueId", "410"))))
        .isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(
            code(server.call(limited, "start", Map.of("extenOrUniqueId", "1.3", "tag", "other"))))
        .isEqualTo(ErrorCode.NO_SUCH_CALL);
    over();
    assertThat(code(server.call(limited, "retrieve", Map.of("tag", "t", "username", "max"))))
        .isEqualTo(ErrorCode.NO_SUCH_RECORDING);
  }

  private void alwaysPrivate(String extension, boolean byRinging) {
    server.privateExtensions = Set.of(new Extension(extension));
    server.privateByRinging = byRinging;
    server.crash();
    server.restart();
  }

  @Test
  void a_private_extension_that_only_rang_hides_nothing() {
    alwaysPrivate("411", false);
    RecordingId id = id(server.start("410", "t"));
    fredTakesTheCall();
    assertThat(server.recording(id).isPrivate()).isFalse();
    over();
    assertThat(id(server.retrieve("t", "fred"))).isEqualTo(id);
  }

  @Test
  void unless_the_settings_want_it() {
    alwaysPrivate("411", true);
    RecordingId id = id(server.start("410", "t"));
    assertThat(server.recording(id).isPrivate()).isTrue();
  }

  @Test
  void a_private_extension_makes_the_recording_private_when_it_takes_the_call() {
    alwaysPrivate("410", false);
    RecordingId id = id(server.start("1.1", "t"));
    assertThat(server.recording(id).isPrivate()).isFalse();
    fredTakesTheCall();
    assertThat(server.recording(id).isPrivate()).isTrue();
  }

  @Test
  void a_mark_that_was_decided_before_such_an_extension_joined_does_not_hold_after_it() {
    alwaysPrivate("410", false);
    RecordingId id = id(server.start("1.1", "t"));
    server.recordings.afterNextFind(this::fredTakesTheCall);
    assertThat(code(server.tryToMark(id, Mark.NOT_PRIVATE))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(server.recording(id).isPrivate()).isTrue();
  }

  @Test
  void nobody_sees_that_it_has_joined_before_the_recording_is_private() {
    alwaysPrivate("410", false);
    RecordingId id = id(server.start("1.1", "t"));
    server.recordings.failNextSavePrivate();
    fredTakesTheCall();
    assertThat(server.callOf(id).participants()).doesNotContain(new Extension("410"));
    server.background.tryAgain();
    assertThat(server.callOf(id).participants()).contains(new Extension("410"));
    assertThat(server.recording(id).isPrivate()).isTrue();
  }

  @Test
  void a_deletion_and_a_mark_do_not_undo_each_other() {
    RecordingId id = id(server.start("1.1", "t"));
    server.recordings.afterNextFind(() -> server.mark(id, Mark.PRIVATE));
    assertThat(server.mark(Server.ADMINISTRATOR, id, Mark.DELETED, Optional.empty()))
        .isInstanceOf(Result.Success.class);
    assertThat(server.recording(id).isPrivate()).isTrue();
    assertThat(server.recording(id).deleted()).isTrue();
  }
}
