package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.application.Server.code;
import static org.openrecorder.application.Server.id;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.RecordingId;

/** What the matrix does not tell of limits, hidden recordings and extensions always private. */
class RightsTest {

  private static final CallRecords.Filter ANY_CALL =
      new CallRecords.Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final Server server = new Server();
  private int calls;

  private static ApiPrincipal limitedTo(String extension, Permission... permissions) {
    return new ApiPrincipal(
        new ClientName("limited"),
        "192.0.2.9",
        Set.of(permissions),
        new AccessScope(Optional.empty(), Optional.of(Set.of(new Extension(extension)))),
        true);
  }

  private static ApiPrincipal listing() {
    return new ApiPrincipal(new ClientName("reader"), "192.0.2.8", Set.of(Permission.RETRIEVE));
  }

  private RecordingId recorded(String tag) {
    String uniqueId = "5." + ++calls;
    Channel agent = server.pbx.talk("SIP/410-" + calls, uniqueId);
    RecordingId id = id(server.start(uniqueId, tag));
    server.pbx.hangUp(agent);
    return id;
  }

  private Result<LegacyResult> start(ApiPrincipal principal, String which) {
    return server.call(principal, "start", Map.of("extenOrUniqueId", which, "tag", "22"));
  }

  private AuditTrail.Row lastRow() {
    return server.trail.rows().getLast();
  }

  @Test
  void a_call_out_of_reach_is_refused_as_one_that_is_not_there_and_the_audit_trail_knows() {
    server.pbx.talk("SIP/410-1", "1.1");
    ApiPrincipal principal = limitedTo("411", Permission.RECORD);
    Rejection there = Server.rejection(start(principal, "410"));
    String trueReason = lastRow().reason();
    Rejection notThere = Server.rejection(start(principal, "412"));
    assertThat(there.message()).isEqualTo(notThere.message());
    assertThat(there.code()).isEqualTo(notThere.code()).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(trueReason).contains("out of this client's reach");
    assertThat(lastRow().reason()).doesNotContain("reach");
    assertThat(server.pbx.actions()).isEmpty();
  }

  @Test
  void a_call_out_of_reach_makes_no_call_within_it_ambiguous() {
    server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/411-1", "1.2", "1.1");
    server.pbx.talk("SIP/410-2", "2.1");
    assertThat(code(server.start("410", "22"))).isEqualTo(ErrorCode.AMBIGUOUS);
    RecordingId id = id(start(limitedTo("411", Permission.RECORD), "410"));
    assertThat(server.recording(id).uniqueId()).isEqualTo(Server.uniqueId("1.1"));
  }

  @Test
  void whoever_began_a_recording_may_end_it_after_the_extension_has_left_the_call() {
    ApiPrincipal principal = limitedTo("410", Permission.RECORD);
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    server.pbx.talk("SIP/trunk-2", "1.2", "1.1");
    RecordingId id = id(start(principal, "1.2"));
    server.pbx.hangUp(agent);
    assertThat(id(server.call(principal, "stop", Map.of("extenOrUniqueId", "1.2")))).isEqualTo(id);
  }

  @Test
  void recordings_out_of_reach_are_not_counted() {
    recorded("22");
    recorded("22");
    Channel other = server.pbx.talk("SIP/411-9", "9.9");
    RecordingId mine = id(server.start("9.9", "22"));
    server.pbx.hangUp(other);
    Result<LegacyResult> result =
        server.call(
            limitedTo("411", Permission.RETRIEVE),
            "retrieve",
            Map.of("tag", "22", "username", "max"));
    assertThat(id(result)).isEqualTo(mine);
    assertThat(Server.audio(result).signature().matches()).isEqualTo(1);
  }

  @Test
  void hidden_recordings_make_no_part_of_a_list_shorter() {
    for (int i = 0; i < 150; i++) {
      RecordingId id = recorded("22");
      if (i % 2 == 0) {
        server.mark(id, i % 4 == 0 ? Mark.PRIVATE : Mark.DELETED);
      }
    }
    Page<?> page =
        granted(
            server
                .finding()
                .find(listing(), Recordings.Filter.byTag(new Tag("22")), Optional.empty()));
    assertThat(page.items()).hasSize(75);
    assertThat(page.next()).isEmpty();
    assertThat(granted(server.findingCalls().find(listing(), ANY_CALL, Optional.empty())).items())
        .hasSize(75);
  }

  @Test
  void the_tag_of_a_hidden_recording_is_not_seen_on_its_call() {
    server.pbx.talk("SIP/410-1", "1.1");
    id(server.start("410", "open"));
    server.mark(id(server.start("410", "secret")), Mark.PRIVATE);
    CallRecords.Entry seen =
        granted(server.findingCalls().find(listing(), ANY_CALL, Optional.empty()))
            .items()
            .getFirst();
    assertThat(seen.call().externalReference()).contains(new Tag("open"));
    assertThat(seen.recordings()).hasSize(1);
    assertThat(callsWith("secret")).isEmpty();
    assertThat(callsWith("open")).hasSize(1);
  }

  private List<CallRecords.Entry> callsWith(String reference) {
    return granted(
            server
                .findingCalls()
                .find(
                    listing(),
                    new CallRecords.Filter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Tag(reference)),
                        Optional.empty()),
                    Optional.empty()))
        .items();
  }

  @Test
  void a_deletion_is_undone_by_an_administrator_only_and_the_reasons_are_kept() {
    RecordingId id = recorded("22");
    server.mark(
        Server.CRM, id, Mark.DELETED, Optional.of(new ChangeReason("asked by the customer")));
    assertThat(lastRow().reason()).isEqualTo("marked: asked by the customer");
    assertThat(code(server.mark(Server.CRM, id, Mark.NOT_DELETED, Optional.empty())))
        .isEqualTo(ErrorCode.FORBIDDEN);
    server.mark(
        Server.ADMINISTRATOR, id, Mark.NOT_DELETED, Optional.of(new ChangeReason("a slip")));
    assertThat(lastRow().action()).isEqualTo("undelete");
    assertThat(lastRow().reason()).isEqualTo("marked: a slip");
    assertThat(id(server.retrieve("22", "fred"))).isEqualTo(id);
  }

  @Test
  void what_is_recorded_of_an_extension_always_private_is_private_from_its_start() {
    server.privateExtensions = Set.of(new Extension("1"));
    server.restart();
    Channel boss = server.pbx.talk("SIP/1-1", "1.1");
    Channel agent = server.pbx.talk("SIP/410-2", "1.2", "1.1");
    RecordingId id = id(server.start("410", "22"));
    assertThat(server.recording(id).isPrivate()).isTrue();
    server.pbx.hangUp(boss);
    server.pbx.hangUp(agent);
    assertThat(code(server.retrieve("22", "max"))).isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(server.recording(recorded("23")).isPrivate()).isFalse();
  }

  @Test
  void a_recording_becomes_private_when_such_an_extension_joins() {
    server.privateExtensions = Set.of(new Extension("1"));
    server.restart();
    server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = id(server.start("410", "22"));
    assertThat(server.recording(id).isPrivate()).isFalse();
    server.pbx.talk("SIP/1-2", "1.2", "1.1");
    assertThat(server.recording(id).isPrivate()).isTrue();
    assertThat(server.trail.rows())
        .anySatisfy(
            row -> {
              assertThat(row.action()).isEqualTo("mark private");
              assertThat(row.recording()).contains(id);
            });
  }

  @Test
  void only_an_administrator_lifts_what_is_always_private() {
    server.privateExtensions = Set.of(new Extension("410"));
    server.restart();
    RecordingId id = recorded("22");
    assertThat(code(server.tryToMark(id, Mark.NOT_PRIVATE))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(server.recording(id).isPrivate()).isTrue();
    server.mark(Server.ADMINISTRATOR, id, Mark.NOT_PRIVATE, Optional.empty());
    assertThat(server.recording(id).isPrivate()).isFalse();
  }

  private static <T> T granted(Result<T> result) {
    assertThat(result).isInstanceOf(Result.Success.class);
    return ((Result.Success<T>) result).value();
  }

  @Test
  void who_is_known_to_use_a_client_listens_in_the_own_name_only() {
    ApiPrincipal ida = usedBy("ida", "410");
    assertThat(code(start(ida, "nobody"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    RecordingId id = recorded("33");
    assertThat(id(server.call(ida, "retrieve", Map.of("tag", "33", "username", "ida"))))
        .isEqualTo(id);
    assertThat(code(server.call(ida, "retrieve", Map.of("tag", "33", "username", "max"))))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(
            code(
                server.call(
                    usedBy("ole", "499"), "retrieve", Map.of("tag", "33", "username", "ole"))))
        .isEqualTo(ErrorCode.NO_SUCH_RECORDING);
  }

  @Test
  void the_audit_trail_names_who_uses_a_client() {
    assertThat(code(start(usedBy("ida", "410"), "nobody"))).isEqualTo(ErrorCode.NO_SUCH_CALL);
    assertThat(server.trail.rows().getLast().user()).contains("ida");
  }

  private static ApiPrincipal usedBy(String name, String extension) {
    return new ApiPrincipal(
            new ClientName("portal"), "192.0.2.9", Set.of(Permission.RECORD, Permission.RETRIEVE))
        .usedBy(
            new User(
                new Username(name),
                UserRole.AGENT,
                Optional.empty(),
                Set.of(new Extension(extension)),
                true),
            Set.of());
  }
}
