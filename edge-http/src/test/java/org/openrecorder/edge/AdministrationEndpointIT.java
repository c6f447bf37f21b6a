package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.Audit;
import org.openrecorder.application.administration.AdministerClientsService;
import org.openrecorder.application.administration.AdministerUsersService;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.application.port.SecretGenerator;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.rest.api.ApiApplication;
import org.openrecorder.rest.api.ApiFailures;
import org.openrecorder.rest.api.ClientsResource;
import org.openrecorder.rest.api.Cursors;
import org.openrecorder.rest.api.JsonWriter;
import org.openrecorder.rest.api.NoHead;
import org.openrecorder.rest.api.UsersResource;
import org.openrecorder.rest.legacy.LegacyGetAnswer;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryClientRepository;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.InMemoryTransactions;
import org.openrecorder.testing.InMemoryUserRepository;

/** Users and clients over real sockets, with the real use cases over fakes. */
class AdministrationEndpointIT {

  private static final String USERS = ApiApplication.PATH + "/users";
  private static final String CLIENTS = ApiApplication.PATH + "/clients";
  private static final String FRED =
      "{\"enabled\":true,\"extensions\":[\"410\"],\"from\":\"stored\",\"group\":\"agent\","
          + "\"name\":\"fred\",\"team\":\"sales\"}";
  private static final Client ADMIN =
      new Client(
          new ClientName("admin"), Set.of(Permission.ADMINISTER), AccessScope.EVERYTHING, true);
  private static final Client CRM =
      new Client(
          new ClientName("crm"),
          Set.of(Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE),
          AccessScope.EVERYTHING,
          true);

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryAuditTrail trail = new InMemoryAuditTrail(store);
  private final InMemoryUserRepository users = new InMemoryUserRepository(store);
  private final InMemoryClientRepository clients = new InMemoryClientRepository(store);
  private TestDenials denials;
  private TestServer server;
  private Endpoint endpoint;

  /** Whoever gives the secret {@code secret} under one of the two names. */
  private static final class AdminAndCrm implements ClientAuthenticator {

    @Override
    public Optional<ApiPrincipal> authenticate(String name, String secret, String address) {
      return List.of(ADMIN, CRM).stream()
          .filter(client -> client.name().value().equals(name) && secret.equals("secret"))
          .map(client -> client.at(address))
          .findFirst();
    }

    @Override
    public Optional<ApiPrincipal> bearerOf(String token, String address) {
      return Optional.empty();
    }

    @Override
    public Optional<Client> named(ClientName name) {
      return Optional.empty();
    }

    /** Everybody: the JSON endpoint must not care. */
    @Override
    public Optional<ApiPrincipal> trusted(String address) {
      return Optional.of(ADMIN.at(address));
    }
  }

  @BeforeEach
  void start() throws Exception {
    Audit audit = new Audit(trail, Clock.systemUTC());
    InMemoryTransactions transactions = new InMemoryTransactions(store);
    User fixed = new User(new Username("max"), UserRole.MANAGER, Optional.empty(), Set.of(), true);
    AtomicInteger made = new AtomicInteger();
    Cursors cursors = new Cursors(new CursorKey(new byte[CursorKey.BYTES]));
    denials = new TestDenials(audit);
    ErrorResponses rejections = new ErrorResponses(LegacyGetAnswer.TEXT);
    server =
        TestServer.start(
            TestFilters.generous(new AdminAndCrm(), denials, rejections),
            rejections,
            ApiApplication.PATH,
            Set.of(
                new UsersResource(
                    new AdministerUsersService(List.of(fixed), users, transactions, audit),
                    cursors),
                new ClientsResource(
                    new AdministerClientsService(
                        List.of(ADMIN, CRM),
                        clients,
                        () -> {
                          int number = made.incrementAndGet();
                          return new SecretGenerator.Made("new secret " + number, "hash$" + number);
                        },
                        transactions,
                        audit,
                        Clock.systemUTC()),
                    cursors),
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

  private HttpResponse<String> asAdmin(String verb, String path, String type, String body)
      throws Exception {
    return endpoint.send(
        endpoint
            .as("admin:secret", path)
            .header("Content-Type", type)
            .method(verb, BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return asAdmin("PUT", path, "application/json", body);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return endpoint.send(endpoint.as("admin:secret", path));
  }

  @Test
  void a_user_is_stored_shown_changed_and_removed_and_each_change_is_noted() throws Exception {
    String body = "{\"group\":\"agent\",\"team\":\"sales\",\"extensions\":[\"410\"]}";
    assertThat(put(USERS + "/fred", body).body()).isEqualTo(FRED);
    assertThat(get(USERS + "/fred").body()).isEqualTo(FRED);
    assertThat(put(USERS + "/fred", "{\"group\":\"manager\",\"enabled\":false}").body())
        .contains("\"enabled\":false", "\"group\":\"manager\"", "\"extensions\":[]");
    assertThat(asAdmin("DELETE", USERS + "/fred", "text/plain", "").statusCode()).isEqualTo(204);
    assertThat(get(USERS + "/fred").statusCode()).isEqualTo(404);
    assertThat(get(USERS + "/fred").body()).contains("NO_SUCH_USER");
    assertThat(trail.rows())
        .filteredOn(row -> row.result().equals("OK"))
        .extracting(row -> row.action() + " " + row.subject())
        .containsExactly("put user fred", "put user fred", "remove user fred");
  }

  @Test
  void users_of_the_settings_are_listed_first_and_read_only() throws Exception {
    put(USERS + "/fred", "{\"group\":\"agent\",\"team\":\"sales\",\"extensions\":[\"410\"]}");
    assertThat(get(USERS).body())
        .isEqualTo(
            "{\"items\":[{\"enabled\":true,\"extensions\":[],\"from\":\"settings\","
                + "\"group\":\"manager\",\"name\":\"max\",\"team\":null},"
                + FRED
                + "],\"next\":null}");
    HttpResponse<String> refused = put(USERS + "/max", "{\"group\":\"agent\"}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("READ_ONLY");
    assertThat(asAdmin("DELETE", USERS + "/max", "text/plain", "").statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"group\":\"boss\"}",
        "{\"group\":\"agent\",\"admin\":true}",
        "{\"group\":\"agent\",\"name\":\"max\"}",
        "{\"group\":\"agent\",\"group\":\"manager\"}",
        "{\"group\":\"agent\",\"extensions\":[\"4 1\"]}",
        "{\"group\":\"agent\",\"extensions\":\"410\"}",
        "{\"group\":\"agent\",\"extensions\":[[]]}",
        "{\"group\":\"agent\",\"enabled\":\"yes\"}",
        "[]"
      })
  void fields_that_are_not_known_or_not_valid_are_refused_and_nothing_is_stored(String body)
      throws Exception {
    assertThat(put(USERS + "/fred", body).statusCode()).isEqualTo(400);
    assertThat(users.count()).isZero();
    assertThat(trail.rows()).hasSize(1);
  }

  @Test
  void many_users_are_imported_all_or_none() throws Exception {
    String good = "name,group,extensions\r\nfred,agent,410 411\r\nsue,supervisor,\r\n";
    assertThat(asAdmin("POST", USERS, "text/csv", good).body()).isEqualTo("{\"imported\":2}");
    HttpResponse<String> bad =
        asAdmin("POST", USERS, "text/csv; charset=utf-8", good + "ann,agent,\r\ntom,boss,\r\n");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("line 5");
    assertThat(asAdmin("POST", USERS, "text/csv", good + "max,agent,\r\n").statusCode())
        .isEqualTo(409);
    assertThat(users.count()).isEqualTo(2);
  }

  @Test
  void a_client_is_stored_with_limits_and_gets_two_secrets_at_most() throws Exception {
    String body = "{\"permissions\":[\"record\"],\"pbxs\":[\"berlin\"],\"extensions\":[\"410\"]}";
    assertThat(put(CLIENTS + "/new-crm", body).body())
        .isEqualTo(
            "{\"enabled\":true,\"extensions\":[\"410\"],\"from\":\"stored\",\"name\":\"new-crm\","
                + "\"pbxs\":[\"berlin\"],\"permissions\":[\"record\"],\"secrets\":[]}");
    assertThat(asAdmin("POST", CLIENTS + "/new-crm/secrets", "application/json", "").body())
        .isEqualTo("{\"number\":1,\"secret\":\"new secret 1\"}");
    String until = "{\"oldValidUntil\":\"2999-01-01T00:00:00Z\"}";
    assertThat(asAdmin("POST", CLIENTS + "/new-crm/secrets", "application/json", until).body())
        .contains("new secret 2");
    assertThat(asAdmin("POST", CLIENTS + "/new-crm/secrets", "application/json", "").statusCode())
        .isEqualTo(409);
    String shown = get(CLIENTS + "/new-crm").body();
    assertThat(shown).contains("\"validUntil\":\"2999-01-01T00:00:00.000Z\"");
    assertThat(shown).doesNotContain("hash", "new secret");
    assertThat(asAdmin("DELETE", CLIENTS + "/new-crm/secrets/1", "text/plain", "").statusCode())
        .isEqualTo(204);
    assertThat(clients.find(new ClientName("new-crm")).orElseThrow().secrets())
        .singleElement()
        .satisfies(left -> assertThat(left.hash()).isEqualTo("hash$2"));
    assertThat(trail.rows()).noneSatisfy(row -> assertThat(row.reason()).contains("new secret"));
  }

  @Test
  void clients_of_the_settings_cannot_be_changed_nor_given_secrets() throws Exception {
    assertThat(put(CLIENTS + "/crm", "{\"permissions\":[]}").statusCode()).isEqualTo(409);
    assertThat(put(CLIENTS + "/admin", "{\"permissions\":[]}").statusCode()).isEqualTo(409);
    assertThat(asAdmin("POST", CLIENTS + "/crm/secrets", "application/json", "").statusCode())
        .isEqualTo(409);
    assertThat(get(CLIENTS).body()).contains("\"from\":\"settings\",\"name\":\"admin\"");
    assertThat(clients.count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /users/a%20b",
    "DELETE, /users/a%3Ab",
    "PUT, /users/a%20b",
    "GET, /clients/%00",
    "POST, /clients/a%20b/secrets",
    "DELETE, /clients/a%20b/secrets/1"
  })
  void what_cannot_be_a_name_is_refused_and_noted(String verb, String path) throws Exception {
    String body = verb.equals("PUT") ? "{\"group\":\"agent\"}" : "";
    assertThat(asAdmin(verb, ApiApplication.PATH + path, "application/json", body).statusCode())
        .isEqualTo(400);
    assertThat(trail.rows()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /users",
    "GET, /users/max",
    "PUT, /users/fred",
    "DELETE, /users/max",
    "GET, /clients",
    "GET, /clients/crm",
    "PUT, /clients/evil",
    "DELETE, /clients/crm",
    "POST, /clients/crm/secrets",
    "DELETE, /clients/crm/secrets/1"
  })
  void all_of_it_is_for_administrators_only_and_never_for_a_trusted_network(
      String verb, String path) throws Exception {
    String body = path.contains("clients") ? "{\"permissions\":[]}" : "{\"group\":\"agent\"}";
    String sent = verb.equals("POST") ? "" : body;
    HttpResponse<String> refused =
        endpoint.send(verb, ApiApplication.PATH + path, "application/json", sent);
    assertThat(refused.statusCode()).isEqualTo(403);
    HttpResponse<String> anonymous =
        endpoint.send(
            endpoint
                .anonymous(ApiApplication.PATH + path)
                .header("Content-Type", "application/json")
                .method(verb, BodyPublishers.ofString(sent)));
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(denials.written()).hasSize(1);
    assertThat(trail.rows())
        .extracting(row -> row.result())
        .containsExactly("FORBIDDEN", "UNAUTHENTICATED");
    assertThat(clients.count() + users.count()).isZero();
  }
}
