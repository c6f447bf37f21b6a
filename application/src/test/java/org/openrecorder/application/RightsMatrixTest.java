package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.openrecorder.application.Server.id;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.RightsTable;
import org.openrecorder.testing.RightsTable.Listener;
import org.openrecorder.testing.RightsTable.Operation;
import org.openrecorder.testing.RightsTable.Thing;

/** Every kind of client and user, every operation and every kind of recording, by the table. */
class RightsMatrixTest {

  private static final RecordingId NEVER_GIVEN = new RecordingId(new UUID(7, 7));

  /** A limit and whether it covers a call of 410 on this PBX. */
  private record Limit(AccessScope scope, boolean covers) {

    static final List<Limit> ALL =
        List.of(
            new Limit(AccessScope.EVERYTHING, true),
            new Limit(pbx("pbx"), true),
            new Limit(pbx("elsewhere"), false),
            new Limit(extension("410"), true),
            new Limit(extension("trunk"), true),
            new Limit(extension("411"), false),
            new Limit(new AccessScope(pbx("pbx").pbxs(), extension("411").extensions()), false));

    private static AccessScope pbx(String name) {
      return new AccessScope(Optional.of(Set.of(new PbxName(name))), Optional.empty());
    }

    private static AccessScope extension(String extension) {
      return new AccessScope(Optional.empty(), Optional.of(Set.of(new Extension(extension))));
    }
  }

  private record Case(
      Operation operation, Thing thing, Set<Permission> permissions, Limit limit, Listener user) {

    String expected() {
      return operation.isForAUser()
          ? RightsTable.expected(operation, thing, permissions, limit.covers, user)
          : RightsTable.expected(operation, thing, permissions, limit.covers);
    }

    ApiPrincipal caller() {
      return new ApiPrincipal(new ClientName("any"), "192.0.2.7", permissions, limit.scope, true);
    }
  }

  @TestFactory
  Stream<DynamicTest> everybody_is_answered_as_the_table_says() {
    return Arrays.stream(Operation.values())
        .filter(operation -> !operation.isOfTheServer())
        .flatMap(operation -> Arrays.stream(Thing.values()).map(thing -> testOf(operation, thing)));
  }

  private static DynamicTest testOf(Operation operation, Thing thing) {
    return dynamicTest(
        operation + " " + thing,
        () -> cases(operation, thing).forEach(RightsMatrixTest::assertAnswered));
  }

  private static Stream<Case> cases(Operation operation, Thing thing) {
    return permissions()
        .flatMap(
            permissions ->
                Limit.ALL.stream()
                    .flatMap(
                        limit ->
                            users(operation)
                                .map(
                                    user -> new Case(operation, thing, permissions, limit, user))));
  }

  /** Each alone, none, and those that clients usually have. */
  private static Stream<Set<Permission>> permissions() {
    return Stream.concat(
        Arrays.stream(Permission.values()).map(Set::of),
        Stream.of(
            Set.of(),
            Set.of(Permission.RECORD, Permission.RETRIEVE),
            Set.of(Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE)));
  }

  private static Stream<Listener> users(Operation operation) {
    return operation.isForAUser() ? Arrays.stream(Listener.values()) : Stream.of(Listener.OWN);
  }

  private static void assertAnswered(Case one) {
    Scene scene = new Scene(one.thing());
    int before = scene.server.trail.rows().size();
    assertThat(scene.answer(one)).as(one.toString()).isEqualTo(one.expected());
    List<AuditTrail.Row> rows = scene.server.trail.rows();
    if (!one.expected().matches("[0-9]")) {
      boolean silent = one.operation() == Operation.SHOW && one.expected().equals("OK");
      assertThat(rows).as("audit rows of %s", one).hasSize(before + (silent ? 0 : 1));
    }
  }

  /** A server with one such recording of a call of 410, under the tag 22. */
  private static final class Scene {
    final Server server = new Server();
    private RecordingId recording = NEVER_GIVEN;

    Scene(Thing thing) {
      server.users.with("sam", UserRole.SUPERVISOR, "other", "500");
      server.users.withDisabled("dan", "410");
      if (thing != Thing.UNKNOWN) {
        record(thing);
      }
    }

    private void record(Thing thing) {
      Channel agent = server.pbx.talk("SIP/410-1", "1.1");
      Channel customer = server.pbx.talk("SIP/trunk-2", "1.2", "1.1");
      recording = id(server.start("1.1", "22"));
      if (thing != Thing.IN_PROGRESS) {
        server.pbx.hangUp(agent);
        server.pbx.hangUp(customer);
      }
      switch (thing) {
        case PRIVATE -> server.mark(recording, Mark.PRIVATE);
        case DELETED -> server.mark(recording, Mark.DELETED);
        default -> {}
      }
    }

    String answer(Case one) {
      ApiPrincipal principal = one.caller();
      return switch (one.operation()) {
        case START -> said(call(principal, "start", Map.of("extenOrUniqueId", "1.1", "tag", "23")));
        case STOP -> said(call(principal, "stop", Map.of("extenOrUniqueId", "1.1")));
        case RETRIEVE ->
            said(
                call(
                    principal, "retrieve", Map.of("tag", "22", "username", one.user().username())));
        case RETRIEVE_BY_UNIQUE_ID ->
            said(
                call(
                    principal,
                    "retrieveByUniqueId",
                    Map.of("uniqueId", "1.1", "username", one.user().username())));
        case SHOW -> said(server.finding().show(principal, recording));
        case LIST -> counted(recordings(principal));
        case CALLS -> counted(calls(principal));
        case AUDIO -> said(server.listening().listen(principal, recording));
        case MARK_PRIVATE -> said(mark(principal, Mark.PRIVATE));
        case DELETE -> said(mark(principal, Mark.DELETED));
        case UNDELETE -> said(mark(principal, Mark.NOT_DELETED));
        case METRICS, AUDIT -> throw new IllegalArgumentException("about no recording");
      };
    }

    private Result<?> call(ApiPrincipal principal, String method, Map<String, String> parameters) {
      return server.call(principal, method, parameters);
    }

    private Result<?> mark(ApiPrincipal principal, Mark mark) {
      return server.mark(principal, recording, mark, Optional.empty());
    }

    private Result<? extends Page<?>> recordings(ApiPrincipal principal) {
      return server
          .finding()
          .find(principal, Recordings.Filter.byTag(new Tag("22")), Optional.empty());
    }

    private Result<? extends Page<?>> calls(ApiPrincipal principal) {
      CallRecords.Filter filter =
          new CallRecords.Filter(
              Optional.of(new UniqueId("1.1")),
              Optional.empty(),
              Optional.of(new Tag("22")),
              Optional.empty());
      return server.findingCalls().find(principal, filter, Optional.empty());
    }

    private static String said(Result<?> result) {
      return result instanceof Result.Rejected<?>(Rejection rejection)
          ? rejection.code().name()
          : "OK";
    }

    private static String counted(Result<? extends Page<?>> result) {
      return result instanceof Result.Success<? extends Page<?>> granted
          ? Integer.toString(granted.value().items().size())
          : said(result);
    }
  }
}
