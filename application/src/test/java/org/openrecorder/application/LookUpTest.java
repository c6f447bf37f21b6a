package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.search.FindCallsService;
import org.openrecorder.application.search.FindRecordingsService;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.RecordingId;

/** What the lists of calls and recordings refuse leaves an audit row, as all else does. */
class LookUpTest {

  private static final ApiPrincipal STRANGER =
      new ApiPrincipal(new ClientName("stranger"), "192.0.2.9", Set.of());
  private static final Recordings.Filter TAGGED = Recordings.Filter.byTag(new Tag("22"));
  private static final CallRecords.Filter ALL =
      new CallRecords.Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final Server server = new Server();
  private final Audit audit = new Audit(server.trail, server.clock);
  private final FindCallsService calls = new FindCallsService(server.calls, audit);
  private final FindRecordingsService recordings =
      new FindRecordingsService(server.recordings, audit);

  private RecordingId recorded() {
    Channel agent = server.pbx.talk("SIP/410-1", "1.1");
    RecordingId id = Server.id(server.start("410", "22"));
    server.pbx.hangUp(agent);
    return id;
  }

  @Test
  void who_may_not_look_is_refused_and_noted() {
    RecordingId id = recorded();
    int before = server.trail.rows().size();
    List<Result<?>> answers =
        List.of(
            calls.find(STRANGER, ALL, Optional.empty()),
            recordings.find(STRANGER, TAGGED, Optional.empty()),
            recordings.show(STRANGER, id));
    assertThat(answers).extracting(Server::code).containsOnly(ErrorCode.FORBIDDEN);
    List<AuditTrail.Row> rows = server.trail.rows();
    assertThat(rows.subList(before, rows.size()))
        .allSatisfy(row -> assertThat(row.caller()).isEqualTo(STRANGER))
        .extracting(row -> row.action() + " " + row.result())
        .containsExactly(
            "look up calls FORBIDDEN", "look up recordings FORBIDDEN", "show FORBIDDEN");
  }

  @Test
  void what_is_not_there_is_noted_and_what_is_shown_is_not() {
    RecordingId id = recorded();
    int before = server.trail.rows().size();
    assertThat(recordings.show(Server.CRM, id)).isInstanceOf(Result.Success.class);
    assertThat(Server.code(recordings.show(Server.CRM, new RecordingId(new UUID(9, 9)))))
        .isEqualTo(ErrorCode.NO_SUCH_RECORDING);
    assertThat(server.trail.rows()).hasSize(before + 1);
    assertThat(server.trail.rows().getLast().action()).isEqualTo("show");
  }
}
