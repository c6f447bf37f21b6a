package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Audit;
import org.openrecorder.application.administration.ReadAuditTrailService;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.rest.api.ApiApplication;
import org.openrecorder.rest.api.ApiFailures;
import org.openrecorder.rest.api.AuditResource;
import org.openrecorder.rest.api.Cursors;
import org.openrecorder.rest.api.JsonWriter;
import org.openrecorder.rest.api.NoHead;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.testing.InMemoryAuditRecords;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;

/** Who asked for what, as administrators are told. */
class AuditEndpointIT {

  private static final String AUDIT = ApiApplication.PATH + "/audit";
  private static final RecordingId RECORDING = new RecordingId(new UUID(1, 2));
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  private TestServer server;
  private Endpoint endpoint;

  /** Whoever gives the secret {@code secret}: {@code admin} and others, who may all but that. */
  private static final class AdminAndOthers implements ClientAuthenticator {

    @Override
    public Optional<ApiPrincipal> authenticate(String name, String secret, String address) {
      Set<Permission> permissions =
          name.equals("admin")
              ? Set.of(Permission.ADMINISTER)
              : Set.of(
                  Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE, Permission.METRICS);
      return Optional.of(new ApiPrincipal(new ClientName(name), address, permissions))
          .filter(principal -> secret.equals("secret"));
    }

    @Override
    public Optional<ApiPrincipal> bearerOf(String token, String address) {
      return Optional.empty();
    }

    @Override
    public Optional<Client> named(ClientName name) {
      return Optional.empty();
    }

    @Override
    public Optional<ApiPrincipal> trusted(String address) {
      return Optional.empty();
    }
  }

  @BeforeEach
  void start() throws Exception {
    Audit audit = new Audit(trail, Clock.systemUTC());
    ErrorResponses rejections = new ErrorResponses(LegacyGetAnswer.TEXT);
    server =
        TestServer.start(
            TestFilters.generous(new AdminAndOthers(), new TestDenials(audit), rejections),
            rejections,
            ApiApplication.PATH,
            Set.of(
                new AuditResource(
                    new ReadAuditTrailService(new InMemoryAuditRecords(store), audit),
                    new Cursors(new CursorKey(new byte[CursorKey.BYTES]))),
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

  private void listened(String time, String user, String result) {
    trail.add(
        new AuditTrail.Row(
            Instant.parse(time),
            new ApiPrincipal(new ClientName("crm"), "192.0.2.7", Set.of()),
            "retrieve",
            Optional.of(user),
            "22",
            result.equals("OK") ? Optional.of(RECORDING) : Optional.empty(),
            result,
            "because"));
  }

  private HttpResponse<String> get(String query) throws Exception {
    return endpoint.send(endpoint.as("admin:secret", AUDIT + query));
  }

  @Test
  void who_listened_is_told_newest_first_with_everything_that_is_known() throws Exception {
    listened("2026-11-30T08:00:00.123456Z", "fred", "OK");
    listened("2026-11-30T09:00:00Z", "ann", "FORBIDDEN");
    assertThat(get("?action=retrieve").body())
        .isEqualTo(
            "{\"items\":[{\"action\":\"retrieve\",\"address\":\"192.0.2.7\",\"client\":\"crm\","
                + "\"reason\":\"because\",\"recording\":null,\"result\":\"FORBIDDEN\",\"tag\":null,"
                + "\"time\":\"2026-11-30T09:00:00.000Z\",\"user\":\"ann\",\"what\":\"22\"},"
                + "{\"action\":\"retrieve\",\"address\":\"192.0.2.7\",\"client\":\"crm\","
                + "\"reason\":\"because\",\"recording\":\"00000000-0000-0001-0000-000000000002\","
                + "\"result\":\"OK\",\"tag\":null,\"time\":\"2026-11-30T08:00:00.123Z\","
                + "\"user\":\"fred\",\"what\":\"22\"}],\"next\":null}");
    assertThat(get("?recording=" + RECORDING).body()).contains("fred").doesNotContain("ann");
    assertThat(get("?user=ann&result=FORBIDDEN&client=crm").body())
        .contains("ann")
        .doesNotContain("fred");
    assertThat(get("?from=2026-11-30T09:00:00Z&user=ann").body()).contains("ann");
    assertThat(get("?from=2026-11-30T10%3A00%3A00%2B01%3A00&to=2026-12-01&user=ann").body())
        .contains("ann");
    assertThat(get("?to=2026-11-30T09:00:00Z&action=retrieve").body())
        .contains("fred")
        .doesNotContain("ann");
  }

  @Test
  void it_is_read_in_parts_and_one_reading_is_noted_once() throws Exception {
    listened("2026-11-30T08:00:00Z", "fred", "OK");
    listened("2026-11-30T09:00:00Z", "ann", "OK");
    String first = get("?limit=1&action=retrieve").body();
    assertThat(first).contains("ann").doesNotContain("fred");
    Matcher next = NEXT.matcher(first);
    assertThat(next.find()).isTrue();
    assertThat(get("?limit=1&action=retrieve&cursor=" + next.group(1)).body())
        .contains("fred", "\"next\":null")
        .doesNotContain("ann");
    assertThat(trail.rows().subList(2, trail.rows().size()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.action()).isEqualTo("read audit trail");
              assertThat(row.subject()).isEqualTo("action=retrieve");
              assertThat(row.caller().client().value()).isEqualTo("admin");
            });
  }

  @Test
  void nobody_else_may_read_it() throws Exception {
    HttpResponse<String> refused = endpoint.send(endpoint.as("crm:secret", AUDIT));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("FORBIDDEN").doesNotContain("items");
    assertThat(endpoint.send(endpoint.as("admin:wrong", AUDIT)).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?from=yesterday",
        "?from=2026-13-01",
        "?to=2026-11-30T08:00:00",
        "?to=%2B999999999-01-01T00:00:00Z",
        "?recording=22",
        "?limit=0",
        "?limit=501",
        "?limit=-1",
        "?limit=ten",
        "?cursor=1",
        "?tag=22",
        "?user=a&user=b"
      })
  void what_is_no_such_value_is_refused(String query) throws Exception {
    HttpResponse<String> refused = get(query);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("INVALID_PARAMETER");
  }
}
