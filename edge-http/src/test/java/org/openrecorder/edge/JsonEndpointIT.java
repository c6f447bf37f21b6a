package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Audit;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Claims;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.application.port.IdentityProvider.Verdict;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.application.reconciliation.Finding;
import org.openrecorder.application.reconciliation.FindingKind;
import org.openrecorder.application.reconciliation.Reconcile;
import org.openrecorder.application.reconciliation.ReconciliationReport;
import org.openrecorder.application.recording.MarkRecording.Mark;
import org.openrecorder.application.retrieval.ConversationCheck;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.retrieval.ListenToRecordingService;
import org.openrecorder.application.search.FindRecordings;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ChangeReason;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.rest.api.ApiApplication;
import org.openrecorder.rest.api.ApiFailures;
import org.openrecorder.rest.api.CallsResource;
import org.openrecorder.rest.api.Cursors;
import org.openrecorder.rest.api.JsonWriter;
import org.openrecorder.rest.api.MetricsResource;
import org.openrecorder.rest.api.NoHead;
import org.openrecorder.rest.api.ReconciliationsResource;
import org.openrecorder.rest.api.RecordingsResource;
import org.openrecorder.rest.error.HttpStatuses;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.testing.InMemoryAudioArchive;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryCallRecords;
import org.openrecorder.testing.InMemoryRecordings;
import org.openrecorder.testing.InMemorySpool;
import org.openrecorder.testing.InMemoryStore;

/** The JSON resources with everything between the socket and the use cases, which are scripted. */
class JsonEndpointIT {

  private static final String CALLS = ApiApplication.PATH + "/calls";
  private static final String RECORDINGS = ApiApplication.PATH + "/recordings";
  private static final String RECORDING = RECORDINGS + "/00000000-0000-0001-0000-000000000002";
  private static final String RECONCILIATIONS = ApiApplication.PATH + "/reconciliations";
  private static final String JSON = "application/json";
  private static final Channel CHANNEL =
      new Channel(
          new PbxName("pbx"),
          new UniqueId("1.1"),
          new LinkedId("1.1"),
          new ChannelName("SIP/410-1"),
          new ChannelName("SIP/410-1").extension(),
          true,
          Optional.empty(),
          false,
          false,
          Direction.UNKNOWN,
          "",
          "");

  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(new InMemoryStore());
  private final List<Object> asked = new CopyOnWriteArrayList<>();
  private volatile @Nullable Rejection rejection;
  private volatile boolean broken;
  private volatile TestAudio audio = TestAudio.sound(100_000);
  private volatile ListenToRecording listening = (principal, id) -> answer(id, audio.signature());

  private volatile Verdict verdict = new Verdict.NotVouched("unknown token");

  private TestDenials denials;
  private TestServer server;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    Audit audit = new Audit(trail, Clock.systemUTC());
    denials = new TestDenials(audit);
    ErrorResponses rejections = new ErrorResponses(LegacyGetAnswer.TEXT);
    Cursors cursors = new Cursors(new CursorKey(new byte[CursorKey.BYTES]));
    RecordingsResource recordings =
        new RecordingsResource(
            new ScriptedFind(),
            request -> answer(List.of(request.id(), request.mark(), request.reason()), recorded()),
            (principal, id) -> listening.listen(principal, id),
            audit,
            cursors);
    CallsResource calls =
        new CallsResource(
            (principal, filter, after) -> answer(List.of(filter, after), callPage()), cursors);
    server =
        TestServer.start(
            TestFilters.generous(new OneClient(), token -> verdict, denials, rejections),
            rejections,
            ApiApplication.PATH,
            Set.of(
                recordings,
                calls,
                new ReconciliationsResource(new ScriptedReconcile()),
                new MetricsResource(principal -> answer("metrics", "a_total 1.0\n")),
                new NoHead(),
                new JsonWriter(),
                new ApiFailures(audit)));
    endpoint = Endpoint.to(server);
  }

  @AfterEach
  void stop() {
    endpoint.close();
    server.close();
  }

  private <T> Result<T> answer(Object question, T value) {
    asked.add(question);
    if (broken) {
      throw new StoreUnavailableException("down", new IllegalStateException("as the test wants"));
    }
    Rejection scripted = rejection;
    return scripted == null ? Result.success(value) : Result.rejected(scripted);
  }

  private static RecordingWithCall recorded() {
    return new RecordingWithCall(
        RecordingSegment.requested(
            TestAudio.ID, CHANNEL.call(), CHANNEL, new Tag("22"), Instant.EPOCH),
        CallRecord.of(CHANNEL.call(), CHANNEL, List.of(), Instant.EPOCH));
  }

  private static Page<CallRecords.Entry> callPage() {
    CallRecords.Entry entry =
        new CallRecords.Entry(recorded().call(), List.of(recorded().segment().id()));
    return new Page<>(List.of(entry), Optional.of(new Page.Cursor(7)));
  }

  private final class ScriptedFind implements FindRecordings {

    @Override
    public Result<Page<RecordingWithCall>> find(
        ApiPrincipal principal, Recordings.Filter filter, Optional<Page.Cursor> after) {
      return answer(List.of(filter, after), new Page<>(List.of(recorded()), Optional.empty()));
    }

    @Override
    public Result<RecordingWithCall> show(ApiPrincipal principal, RecordingId id) {
      return answer(id, recorded());
    }
  }

  private final class ScriptedReconcile implements Reconcile {

    @Override
    public Result<ReconciliationReport> now(ApiPrincipal principal) {
      return answer("now " + principal.client(), report());
    }

    @Override
    public Result<List<ReconciliationReport>> reports(ApiPrincipal principal) {
      return answer("reports", List.of(report()));
    }

    private static ReconciliationReport report() {
      Finding finding =
          new Finding(FindingKind.ARCHIVE_MISSING, Optional.empty(), "an id", "it is gone", true);
      return new ReconciliationReport(
          ReconciliationReport.Trigger.REQUEST,
          Optional.empty(),
          Instant.EPOCH,
          Optional.of(Instant.EPOCH.plusSeconds(1)),
          Map.of("calls", 3L),
          List.of("no link to the PBX b"),
          List.of(new ReconciliationReport.Named(finding, false)),
          0);
    }
  }

  @Test
  void a_comparison_is_asked_for_by_post_and_answered_with_its_report() throws Exception {
    HttpResponse<String> answer =
        endpoint.send(endpoint.asCrm(RECONCILIATIONS).POST(BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", JSON);
    assertThat(answer.body())
        .isEqualTo(
            "{\"endedAt\":\"1970-01-01T00:00:01.000Z\",\"findings\":[{\"done\":\"it is gone\","
                + "\"kind\":\"ARCHIVE_MISSING\",\"new\":false,\"open\":true,\"pbx\":null,"
                + "\"subject\":\"an id\"}],\"looked\":{\"calls\":3},\"more\":0,"
                + "\"notLooked\":[\"no link to the PBX b\"],\"pbx\":null,"
                + "\"startedAt\":\"1970-01-01T00:00:00.000Z\",\"trigger\":\"request\"}");
    assertThat(asked).containsExactly("now crm");
  }

  @Test
  void the_last_comparisons_are_listed_and_parameters_refused() throws Exception {
    JsonObject list = json(endpoint.get(RECONCILIATIONS));
    assertThat(list.getJsonArray("items")).hasSize(1);
    assertThat(list.isNull("next")).isTrue();
    assertThat(asked).containsExactly("reports");
    assertProblem(endpoint.get(RECONCILIATIONS + "?tag=22"), 400, ErrorCode.INVALID_PARAMETER);
  }

  @Test
  void metrics_are_text_for_prometheus() throws Exception {
    HttpResponse<String> answer = endpoint.get(ApiApplication.PATH + "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", "text/plain;version=0.0.4;charset=utf-8");
    assertThat(answer.body()).isEqualTo("a_total 1.0\n");
    assertProblem(
        endpoint.get(ApiApplication.PATH + "/metrics?a=b"), 400, ErrorCode.INVALID_PARAMETER);
  }

  @Test
  void calls_are_found_by_all_parameters_together() throws Exception {
    HttpResponse<String> answer =
        endpoint.get(
            CALLS
                + "?uniqueId=1.1&linkedId=p-1.2&externalReference=%C3%BC+2&extension=410&cursor=");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", JSON);
    assertHeader(answer, "Cache-Control", "no-store");
    assertHeader(answer, "X-Content-Type-Options", "nosniff");
    assertThat(asked)
        .containsExactly(
            List.of(
                new CallRecords.Filter(
                    Optional.of(new UniqueId("1.1")),
                    Optional.of(new LinkedId("p-1.2")),
                    Optional.of(new Tag("ü 2")),
                    Optional.of(new Extension("410"))),
                Optional.empty()));
    assertThat(json(answer).getJsonArray("items")).hasSize(1);
  }

  @Test
  void the_next_of_a_list_asks_for_its_next_part() throws Exception {
    String next = json(endpoint.get(CALLS)).getString("next");
    endpoint.get(CALLS + "?cursor=" + next);
    CallRecords.Filter all =
        new CallRecords.Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(asked)
        .containsExactly(
            List.of(all, Optional.empty()), List.of(all, Optional.of(new Page.Cursor(7))));
  }

  @Test
  void a_next_is_for_that_list_and_tells_nothing() throws Exception {
    String next = json(endpoint.get(CALLS + "?extension=410")).getString("next");
    assertThat(Base64.getUrlDecoder().decode(next)).hasSizeGreaterThan(Long.BYTES);
    asked.clear();
    for (String other :
        List.of(
            CALLS + "?cursor=" + next,
            CALLS + "?extension=411&cursor=" + next,
            RECORDINGS + "?extension=410&cursor=" + next,
            CALLS + "?extension=410&cursor=AAAAAAAAAAc",
            CALLS + "?extension=410&cursor=" + next.toLowerCase(Locale.ROOT))) {
      assertProblem(endpoint.get(other), 400, ErrorCode.INVALID_PARAMETER);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void recordings_are_found_and_the_last_part_has_no_next() throws Exception {
    HttpResponse<String> answer = endpoint.get(RECORDINGS + "?tag=22&uniqueId=&extension=");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).isNull("next")).isTrue();
    assertThat(asked)
        .containsExactly(List.of(Recordings.Filter.byTag(new Tag("22")), Optional.empty()));
  }

  @Test
  void one_recording_is_shown() throws Exception {
    JsonObject json = json(endpoint.get(RECORDING));
    assertThat(json.getString("id")).isEqualTo(TestAudio.ID.toString());
    assertThat(json.getString("state")).isEqualTo("requested");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CALLS + "?unknown=1",
        CALLS + "?uniqueId=1.1%07",
        CALLS + "?uniqueId=1.1&uniqueId=1.1",
        CALLS + "?externalReference=%00",
        CALLS + "?externalReference=%FF",
        CALLS + "?cursor=x",
        RECORDINGS + "?extension=..",
        RECORDINGS + "?limit=1",
        RECORDING + "?x=1",
        RECORDING + "/audio?x=1"
      })
  void parameters_that_are_not_known_or_not_valid_are_refused(String path) throws Exception {
    assertProblem(endpoint.get(path), 400, ErrorCode.INVALID_PARAMETER);
    assertThat(asked).isEmpty();
    assertNoted();
  }

  private void assertNoted() {
    assertThat(trail.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.result()).isEqualTo("INVALID_PARAMETER"))
        .satisfies(row -> assertThat(row.caller().client().value()).isEqualTo("crm"));
  }

  @Test
  void a_recording_is_marked_private_and_not_private() throws Exception {
    HttpResponse<String> answer = endpoint.send("PATCH", RECORDING, JSON, "{\"private\": true}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer)).containsKey("private");
    endpoint.send("PATCH", RECORDING, "application/merge-patch+json", "{\"private\": false}");
    assertThat(asked)
        .containsExactly(
            List.of(TestAudio.ID, Mark.PRIVATE, Optional.empty()),
            List.of(TestAudio.ID, Mark.NOT_PRIVATE, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"private\": \"yes\"}", "{\"private\": true, \"tag\": \"x\"}"})
  void any_other_change_is_refused(String body) throws Exception {
    assertProblem(endpoint.send("PATCH", RECORDING, JSON, body), 400, ErrorCode.INVALID_PARAMETER);
    assertThat(asked).isEmpty();
    assertNoted();
  }

  @Test
  void a_recording_is_deleted_without_a_body() throws Exception {
    HttpResponse<String> answer = endpoint.send(endpoint.asCrm(RECORDING).DELETE());
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(asked).containsExactly(List.of(TestAudio.ID, Mark.DELETED, Optional.empty()));
  }

  @Test
  void marks_are_made_and_taken_back_with_a_reason() throws Exception {
    endpoint.send(endpoint.asCrm(RECORDING + "?reason=asked+by+the+customer").DELETE());
    endpoint.send("PATCH", RECORDING, JSON, "{\"reason\": \"the wrong one\", \"deleted\": false}");
    assertThat(asked)
        .containsExactly(
            List.of(
                TestAudio.ID, Mark.DELETED, Optional.of(new ChangeReason("asked by the customer"))),
            List.of(
                TestAudio.ID, Mark.NOT_DELETED, Optional.of(new ChangeReason("the wrong one"))));
  }

  @Test
  void audio_is_a_wav_file_with_its_length_and_checksum() throws Exception {
    HttpResponse<byte[]> answer =
        endpoint
            .http()
            .send(endpoint.asCrm(RECORDING + "/audio").build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", "audio/wav");
    assertHeader(answer, "Content-Length", "100000");
    assertHeader(answer, "ETag", "\"" + TestAudio.SHA256 + "\"");
    assertThat(answer.body()).hasSize(100_000);
    assertThat(answer.body()[99_999]).isEqualTo(TestAudio.at(99_999));
    audio.awaitClosedOnce();
  }

  @Test
  void audio_found_corrupt_before_anything_was_sent_is_a_problem() throws Exception {
    audio = TestAudio.corruptAfter(1_000, 2_000);
    HttpResponse<String> answer = endpoint.get(RECORDING + "/audio");
    assertProblem(answer, 500, ErrorCode.INTERNAL);
    audio.awaitClosedOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "00000000-0000-0001-0000-00000000000G", "1-1-1-1-1", "%2e%2e"})
  void what_cannot_be_an_id_is_the_id_of_nothing(String id) throws Exception {
    String path = RECORDINGS + "/" + id;
    assertProblem(endpoint.get(path), 404, ErrorCode.NO_SUCH_RECORDING);
    assertProblem(endpoint.get(path + "/audio"), 404, ErrorCode.NO_SUCH_RECORDING);
    assertProblem(
        endpoint.send("PATCH", path, JSON, "{\"private\": true}"),
        404,
        ErrorCode.NO_SUCH_RECORDING);
    assertProblem(endpoint.send(endpoint.asCrm(path).DELETE()), 404, ErrorCode.NO_SUCH_RECORDING);
    assertThat(asked).isEmpty();
    assertThat(trail.rows())
        .allSatisfy(row -> assertThat(row.result()).isEqualTo("NO_SUCH_RECORDING"))
        .allSatisfy(row -> assertThat(row.caller().client().value()).isEqualTo("crm"))
        .extracting(AuditTrail.Row::action)
        .containsExactly("show", "listen", "mark", "delete");
  }

  @ParameterizedTest
  @EnumSource
  void every_rejection_is_a_problem(ErrorCode code) throws Exception {
    rejection = Rejection.of(code, "because");
    assertProblem(endpoint.get(CALLS), HttpStatuses.of(code), code);
    assertProblem(endpoint.get(RECORDING + "/audio"), HttpStatuses.of(code), code);
  }

  @Test
  void who_wants_audio_too_early_is_told_when_to_come_back() throws Exception {
    InMemoryStore store = new InMemoryStore();
    InMemoryRecordings recordings = new InMemoryRecordings(store);
    InMemoryCallRecords callRecords = new InMemoryCallRecords(store);
    RecordingSegment begun = recorded().segment().begun(Instant.EPOCH, new MixMonitorId("1"));
    callRecords.save(recorded().call());
    recordings.add(begun);
    listening =
        new ListenToRecordingService(
            new ConversationCheck(
                new PbxRegistry(List.of()), new TrackedCalls(), InstantSource.system()),
            recordings,
            new InMemoryAudioArchive(new InMemorySpool(Clock.systemUTC())),
            new Audit(trail, Clock.systemUTC()));
    HttpResponse<String> answer = endpoint.get(RECORDING + "/audio");
    assertProblem(answer, 409, ErrorCode.CALL_IN_PROGRESS);
    assertHeader(answer, "Retry-After", "30");
    callRecords.save(recorded().call().ended(Instant.EPOCH));
    recordings.saveState(begun.ended(Instant.EPOCH));
    HttpResponse<String> unfinished = endpoint.get(RECORDING + "/audio");
    assertProblem(unfinished, 409, ErrorCode.NOT_READY);
    assertHeader(unfinished, "Retry-After", "5");
  }

  @Test
  void a_store_that_is_down_is_a_problem_too() throws Exception {
    broken = true;
    HttpResponse<String> answer = endpoint.get(RECORDINGS);
    assertProblem(answer, 503, ErrorCode.STORE_UNAVAILABLE);
    assertHeader(answer, "Retry-After", "5");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /recordings, 405, UNKNOWN_METHOD",
    "POST, /calls, 405, UNKNOWN_METHOD",
    "HEAD, /calls, 405, UNKNOWN_METHOD",
    "GET, /nothing, 404, UNKNOWN_METHOD",
    "GET, '', 404, UNKNOWN_METHOD"
  })
  void what_http_refuses_is_a_problem(String verb, String path, int status, ErrorCode code)
      throws Exception {
    HttpResponse<String> answer =
        endpoint.send(
            endpoint.asCrm(ApiApplication.PATH + path).method(verb, BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertHeader(answer, "X-Error-Code", code.name());
    assertHeader(answer, "Content-Type", "application/problem+json");
    assertHeader(answer, "Cache-Control", "no-store");
    assertThat(asked).isEmpty();
  }

  @Test
  void types_that_are_not_spoken_here_are_a_problem() throws Exception {
    assertProblem(
        endpoint.send("PATCH", RECORDING, "text/plain", "{\"private\": true}"),
        415,
        ErrorCode.INVALID_PARAMETER);
    assertProblem(
        endpoint.send(endpoint.asCrm(CALLS).header("Accept", "text/html")),
        406,
        ErrorCode.INVALID_PARAMETER);
    HttpResponse<String> answer = endpoint.send("POST", CALLS, JSON, "{}");
    assertProblem(answer, 405, ErrorCode.UNKNOWN_METHOD);
    assertThat(answer.headers().firstValue("Allow"))
        .hasValueSatisfying(v -> assertThat(v).contains("GET"));
  }

  @Test
  void without_credentials_there_is_only_a_problem() throws Exception {
    HttpResponse<String> answer = endpoint.send(endpoint.anonymous(CALLS));
    assertProblem(answer, 401, ErrorCode.UNAUTHENTICATED);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(asked).isEmpty();
  }

  private HttpResponse<String> withToken() throws Exception {
    String token = "e30.e30." + "a".repeat(5_000);
    return endpoint.send(endpoint.anonymous(CALLS).header("Authorization", "Bearer " + token));
  }

  @Test
  void a_token_that_somebody_vouches_for_opens_the_endpoint() throws Exception {
    verdict = new Verdict.Vouched(new Claims(Map.of("azp", List.of("crm"), "sub", List.of("crm"))));
    assertThat(withToken().statusCode()).isEqualTo(200);
    assertThat(trail.rows()).isEmpty();
  }

  @Test
  void a_token_that_is_no_good_is_told_so_and_leaves_an_entry_with_the_reason() throws Exception {
    verdict = new Verdict.NotVouched("the token has expired");
    HttpResponse<String> answer = withToken();
    assertProblem(answer, 401, ErrorCode.UNAUTHENTICATED);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .contains("Bearer realm=\"Open Recorder\", error=\"invalid_token\"")
        .anyMatch(challenge -> challenge.startsWith("Basic "));
    assertThat(answer.body()).doesNotContain("expired");
    assertThat(denials.written())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).isEqualTo("the token has expired"));
    assertThat(asked).isEmpty();
  }

  @Test
  void a_token_that_cannot_be_judged_is_not_called_bad() throws Exception {
    verdict = new Verdict.CannotTell("the provider is silent");
    HttpResponse<String> answer = withToken();
    assertProblem(answer, 503, ErrorCode.IDENTITY_UNAVAILABLE);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(denials.written())
        .singleElement()
        .satisfies(entry -> assertThat(entry.result()).isEqualTo("IDENTITY_UNAVAILABLE"));
    assertThat(asked).isEmpty();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, ErrorCode code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertHeader(answer, "Content-Type", "application/problem+json");
    assertHeader(answer, "X-Error-Code", code.name());
    assertHeader(answer, "Cache-Control", "no-store");
    assertThat(json(answer).getInt("status")).isEqualTo(status);
    assertThat(json(answer).getString("code")).isEqualTo(code.name());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private static void assertHeader(HttpResponse<?> answer, String name, String value) {
    assertThat(answer.headers().allValues(name)).containsExactly(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"noth\u0002ing", "a\"b"})
  void a_url_that_is_none_is_refused_where_nothing_is(String url) throws Exception {
    String answer = endpoint.raw(apiRequest(url));
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("INVALID_PARAMETER");
    assertThat(trail.rows().getLast().action()).isEqualTo("unreadable request");
  }

  /** Undertow itself does so: no code of ours sees the request. */
  @ParameterizedTest
  @ValueSource(strings = {"nothing?a=%", "nothing?a=%zz", "noth%zzing"})
  void an_escape_that_is_none_is_refused_without_a_word(String url) throws Exception {
    String answer = endpoint.raw(apiRequest(url));
    assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    assertThat(trail.rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing?a=\"<>|\\^`{}[]#", "nothing?a=\u0002"})
  void a_query_may_lack_escapes(String url) throws Exception {
    assertThat(endpoint.raw(apiRequest(url))).startsWith("HTTP/1.1 404 ");
  }

  private static String apiRequest(String url) {
    return "GET /servicemanager/api/v1/"
        + url
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic "
        + Base64.getEncoder().encodeToString("crm:secret".getBytes(StandardCharsets.US_ASCII))
        + "\r\n\r\n";
  }
}
