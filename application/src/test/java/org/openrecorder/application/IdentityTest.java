package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.identity.AuthenticateTokenService;
import org.openrecorder.application.identity.ClaimNames;
import org.openrecorder.application.identity.ServiceAccountRule;
import org.openrecorder.application.identity.TokenClientMapper;
import org.openrecorder.application.identity.TokenUserMapper;
import org.openrecorder.application.port.Claims;
import org.openrecorder.application.port.ClientAuthenticator;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.application.port.IdentityProvider.Verdict;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.testing.FixedUsers;

/** What the claims of an identity provider are worth here. */
class IdentityTest {

  private static final String ADDRESS = "192.0.2.7";
  private static final String TOKEN = "a token of the provider";
  private static final Set<Permission> ALL_OF_CRM =
      Set.of(Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE);

  private final FixedUsers users =
      new FixedUsers()
          .with("fred", UserRole.AGENT, "sales", "410")
          .with("sue", UserRole.SUPERVISOR, "sales", "420")
          .withDisabled("dora", "430");

  private Optional<String> permissionsClaim = Optional.empty();
  private String userClaim = "user";
  private List<ServiceAccountRule> serviceAccounts = List.of(ServiceAccountRule.Form.values());
  private AccessScope scope = AccessScope.EVERYTHING;
  private Set<Permission> permissions = ALL_OF_CRM;

  private Result<ApiPrincipal> identify(Verdict verdict) {
    ClaimNames names =
        new ClaimNames(
            "azp", userClaim, "group", "team", "extensions", permissionsClaim, serviceAccounts);
    ClientAuthenticator authenticator = new CrmAndItsToken();
    return new AuthenticateTokenService(
            authenticator,
            token -> verdict,
            new TokenClientMapper(
                names,
                Set.of(new ClientName("admin"), new ClientName("trusted-network")),
                authenticator,
                new TokenUserMapper(names, users)))
        .identify(TOKEN, ADDRESS);
  }

  private final class CrmAndItsToken implements ClientAuthenticator {
    @Override
    public Optional<ApiPrincipal> authenticate(String name, String secret, String address) {
      return Optional.empty();
    }

    @Override
    public Optional<ApiPrincipal> bearerOf(String token, String address) {
      return Optional.empty();
    }

    @Override
    public Optional<Client> named(ClientName name) {
      return switch (name.value()) {
        case "crm" -> Optional.of(new Client(name, permissions, scope, true));
        case "former" -> Optional.of(new Client(name, permissions, scope, false));
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<ApiPrincipal> trusted(String address) {
      return Optional.empty();
    }
  }

  private static Claims claims(String... namesAndValues) {
    Map<String, List<String>> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return new Claims(values);
  }

  private ApiPrincipal caller(String... namesAndValues) {
    return switch (identify(new Verdict.Vouched(claims(namesAndValues)))) {
      case Result.Success<ApiPrincipal>(ApiPrincipal principal) -> principal;
      case Result.Rejected<ApiPrincipal>(Rejection rejection) ->
          throw new AssertionError(rejection);
    };
  }

  private Rejection rejection(Verdict verdict) {
    return switch (identify(verdict)) {
      case Result.Rejected<ApiPrincipal>(Rejection rejection) -> rejection;
      case Result.Success<ApiPrincipal>(ApiPrincipal principal) ->
          throw new AssertionError(principal);
    };
  }

  private String reasonAgainst(String... namesAndValues) {
    Rejection rejection = rejection(new Verdict.Vouched(claims(namesAndValues)));
    assertThat(rejection.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    return rejection.auditReason();
  }

  private static AccessScope only(String... extensions) {
    return new AccessScope(
        Optional.empty(),
        Optional.of(Set.copyOf(List.of(extensions).stream().map(Extension::new).toList())));
  }

  @Test
  void a_client_has_the_rights_that_it_has_here() {
    scope = only("410");
    assertThat(caller("azp", "crm", "sub", "crm"))
        .isEqualTo(new ApiPrincipal(new ClientName("crm"), ADDRESS, ALL_OF_CRM, scope, true));
  }

  @Test
  void rights_that_the_provider_gives_to_a_known_client_do_not_count() {
    permissionsClaim = Optional.of("permissions");
    assertThat(caller("azp", "crm", "sub", "crm", "permissions", "administer").permissions())
        .isEqualTo(ALL_OF_CRM);
  }

  @Test
  void an_unknown_client_gets_in_only_where_the_provider_may_say_what_it_may() {
    assertThat(reasonAgainst("azp", "other", "permissions", "retrieve"))
        .isEqualTo("this server does not know the token's client other");
    permissionsClaim = Optional.of("permissions");
    assertThat(caller("azp", "other", "sub", "other", "permissions", "retrieve").permissions())
        .containsExactly(Permission.RETRIEVE);
    assertThat(reasonAgainst("azp", "other")).contains("other");
    assertThat(reasonAgainst("azp", "other", "permissions", "sing")).contains("other");
  }

  @Test
  void a_client_that_is_disabled_here_is_refused_whatever_the_provider_says_of_it() {
    assertThat(reasonAgainst("azp", "former")).isEqualTo("the token's client former is disabled");
    permissionsClaim = Optional.of("permissions");
    assertThat(reasonAgainst("azp", "former", "permissions", "administer"))
        .isEqualTo("the token's client former is disabled");
  }

  @Test
  void a_user_gets_no_further_by_a_client_that_is_disabled_here() {
    permissionsClaim = Optional.of("permissions");
    assertThat(
            reasonAgainst(
                "azp", "former", "permissions", "retrieve", "user", "max", "group", "manager"))
        .contains("disabled");
    assertThat(reasonAgainst("azp", "former", "user", "fred")).contains("disabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "Admin", "ADMIN", "trusted-NETWORK"})
  void a_name_that_only_the_server_gives_is_nobodys_in_whatever_letters(String name) {
    permissionsClaim = Optional.of("permissions");
    assertThat(reasonAgainst("azp", name, "permissions", "administer")).contains("reserved");
  }

  @Test
  void a_token_that_names_no_client_is_refused() {
    assertThat(reasonAgainst("user", "fred")).isEqualTo("the token names no client");
    assertThat(reasonAgainst("azp", " ")).contains("cannot be");
  }

  @Test
  void an_agents_token_is_for_calls_of_the_own_extensions() {
    ApiPrincipal fred =
        caller("azp", "crm", "user", "ida", "group", "agent", "extensions", "411, 412");
    assertThat(fred.permissions())
        .containsExactlyInAnyOrder(Permission.RECORD, Permission.RETRIEVE);
    assertThat(fred.scope()).isEqualTo(only("411", "412"));
    assertThat(fred.person().map(User::name)).contains(new Username("ida"));
  }

  @Test
  void a_supervisors_token_is_for_calls_of_the_team_too() {
    ApiPrincipal sue = caller("azp", "crm", "user", "ida", "group", "supervisor", "team", "sales");
    assertThat(sue.scope()).isEqualTo(only("410", "420"));
  }

  @Test
  void a_managers_token_is_for_all_that_the_client_may() {
    ApiPrincipal max = caller("azp", "crm", "user", "ida", "group", "manager");
    assertThat(max.permissions()).isEqualTo(ALL_OF_CRM);
    assertThat(max.scope()).isEqualTo(AccessScope.EVERYTHING);
    permissions = Set.of(Permission.ADMINISTER);
    assertThat(caller("azp", "crm", "user", "ida", "group", "manager").permissions())
        .isEqualTo(ALL_OF_CRM);
  }

  @Test
  void a_user_may_no_more_than_the_client_and_reaches_no_further() {
    permissions = Set.of(Permission.RETRIEVE);
    scope = only("411", "500");
    ApiPrincipal ida =
        caller("azp", "crm", "user", "ida", "group", "agent", "extensions", "411,412");
    assertThat(ida.permissions()).containsExactly(Permission.RETRIEVE);
    assertThat(ida.scope()).isEqualTo(only("411"));
  }

  @Test
  void an_agent_without_extensions_in_reach_may_do_nothing() {
    assertThat(caller("azp", "crm", "user", "ida", "group", "agent").permissions()).isEmpty();
    scope = only("500");
    assertThat(
            caller("azp", "crm", "user", "ida", "group", "agent", "extensions", "411")
                .permissions())
        .isEmpty();
  }

  @Test
  void where_the_provider_names_no_group_the_user_of_that_name_here_counts() {
    assertThat(caller("azp", "crm", "user", "fred", "extensions", "999").scope())
        .isEqualTo(only("410"));
  }

  @Test
  void what_the_provider_says_of_a_user_wins() {
    ApiPrincipal fred = caller("azp", "crm", "user", "fred", "group", "agent", "extensions", "999");
    assertThat(fred.scope()).isEqualTo(only("999"));
  }

  @Test
  void of_several_groups_the_one_with_the_most_rights_counts() {
    Claims claims =
        new Claims(
            Map.of(
                "azp", List.of("crm"),
                "user", List.of("ida"),
                "group", List.of("staff", "AGENT", "manager")));
    assertThat(identify(new Verdict.Vouched(claims)))
        .isInstanceOfSatisfying(
            Result.Success.class,
            granted ->
                assertThat(((ApiPrincipal) granted.value()).person().map(User::group))
                    .contains(UserRole.MANAGER));
  }

  @Test
  void somebody_whom_nobody_knows_gets_in_and_may_do_nothing() {
    ApiPrincipal guest = caller("azp", "crm", "user", "guest");
    assertThat(guest.permissions()).isEmpty();
    assertThat(guest.person().map(User::enabled)).contains(false);
  }

  @Test
  void who_is_disabled_here_may_do_nothing_whatever_the_provider_says() {
    assertThat(caller("azp", "crm", "user", "dora", "group", "manager").permissions()).isEmpty();
  }

  @Test
  void who_is_disabled_here_is_disabled_in_whatever_letters_the_provider_writes_the_name() {
    for (String name : List.of("Dora", "DORA")) {
      assertThat(caller("azp", "crm", "user", name, "group", "manager").permissions()).isEmpty();
      assertThat(caller("azp", "crm", "user", name).permissions()).isEmpty();
    }
  }

  static Stream<Arguments> tokens_of_a_client_itself() {
    return Stream.of(
        Arguments.of(
            "Keycloak",
            "preferred_username",
            new String[] {
              "preferred_username", "service-account-crm", "client_id", "crm", "sub", "0c7a9d"
            }),
        Arguments.of(
            "Keycloak before 21",
            "preferred_username",
            new String[] {"preferred_username", "service-account-crm", "clientId", "crm"}),
        Arguments.of(
            "Keycloak, users named by their subject",
            "sub",
            new String[] {
              "preferred_username", "service-account-crm", "client_id", "crm", "sub", "0c7a9d"
            }),
        Arguments.of(
            "Entra ID",
            "preferred_username",
            new String[] {"idtyp", "app", "oid", "6f1a", "sub", "6f1a", "azpacr", "1"}),
        Arguments.of(
            "Entra ID, users named by their object",
            "oid",
            new String[] {"idtyp", "app", "oid", "6f1a", "sub", "6f1a"}),
        Arguments.of(
            "Auth0", "email", new String[] {"gty", "client-credentials", "sub", "crm@clients"}),
        Arguments.of("Auth0 by RFC 9068", "sub", new String[] {"sub", "crm@clients"}),
        Arguments.of("Okta", "sub", new String[] {"sub", "crm", "cid", "crm", "scp", "recorder"}),
        Arguments.of("Cognito", "username", new String[] {"sub", "crm", "token_use", "access"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tokens_of_a_client_itself(String provider, String user, String[] claims) {
    userClaim = user;
    ApiPrincipal principal = caller(withClient(claims));
    assertThat(principal.person()).isEmpty();
    assertThat(principal.permissions()).isEqualTo(ALL_OF_CRM);
  }

  private static String[] withClient(String... claims) {
    return Stream.concat(Stream.of("azp", "crm"), Stream.of(claims)).toArray(String[]::new);
  }

  /** Tokens of users in which the provider leaves out the claim that the settings name. */
  static Stream<Arguments> tokens_that_name_nobody() {
    return Stream.of(
        Arguments.of("nothing at all", new String[] {}),
        Arguments.of("Keycloak's lightweight tokens", new String[] {"sub", "0c7a9d", "sid", "f3"}),
        Arguments.of("Keycloak, another user claim", new String[] {"preferred_username", "ida"}),
        Arguments.of(
            "Keycloak, the account of another client",
            new String[] {"preferred_username", "service-account-other", "client_id", "other"}),
        Arguments.of(
            "Keycloak, a user who is called so", new String[] {"preferred_username", "crm"}),
        Arguments.of(
            "Keycloak, a user named like the account",
            new String[] {"preferred_username", "service-account-crm", "sub", "0c7a9d"}),
        Arguments.of("Entra ID", new String[] {"oid", "6f1a", "sub", "77b2", "scp", "recorder"}),
        Arguments.of("Entra ID, told", new String[] {"idtyp", "user", "oid", "6f1a", "sub", "77"}),
        Arguments.of(
            "Entra ID, delegated", new String[] {"idtyp", "app", "scp", "recorder", "oid", "6f1a"}),
        Arguments.of("Entra ID without idtyp", new String[] {"oid", "6f1a", "sub", "6f1a"}),
        Arguments.of("Auth0", new String[] {"sub", "auth0|507f", "gty", "password"}),
        Arguments.of("Auth0, another client", new String[] {"sub", "other@clients"}),
        Arguments.of(
            "Auth0, another grant", new String[] {"sub", "crm@clients", "gty", "password"}),
        Arguments.of("Okta", new String[] {"sub", "ida@company.example", "uid", "00u1"}),
        Arguments.of("Okta, a login like the client's", new String[] {"sub", "crm", "uid", "00u1"}),
        Arguments.of("Cognito", new String[] {"sub", "9a1b", "username", "ida"}),
        Arguments.of(
            "a subject like the client", new String[] {"sub", "crm", "email", "i@company.example"}),
        Arguments.of("in other letters", new String[] {"sub", "CRM"}),
        Arguments.of("in the name of somebody", new String[] {"sub", "crm", "act", "portal"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tokens_that_name_nobody(String provider, String[] claims) {
    assertThat(reasonAgainst(withClient(claims)))
        .isEqualTo(
            "the token names no user in the claim user and does not prove that it is of the client"
                + " itself (recorder.oidc.service-account)");
  }

  @Test
  void a_token_that_names_a_user_is_the_users_whatever_else_it_says() {
    ApiPrincipal fred = caller("azp", "crm", "user", "fred", "idtyp", "app");
    assertThat(fred.scope()).isEqualTo(only("410"));
    assertThat(caller("azp", "crm", "user", "fred", "sub", "crm").person()).isPresent();
  }

  @Test
  void a_site_may_believe_one_provider_only_and_name_a_claim_of_its_own() {
    serviceAccounts = List.of(new ServiceAccountRule.Says("token_kind", "service"));
    assertThat(caller("azp", "crm", "token_kind", "service").person()).isEmpty();
    assertThat(reasonAgainst("azp", "crm", "token_kind", "user")).contains("names no user");
    assertThat(reasonAgainst("azp", "crm", "sub", "crm")).contains("names no user");
  }

  @Test
  void a_person_who_took_the_name_of_such_an_account_is_one_all_the_same() {
    userClaim = "preferred_username";
    assertThat(caller("azp", "crm", "preferred_username", "service-account-crm").permissions())
        .isEmpty();
    assertThat(
            caller("azp", "crm", "preferred_username", "service-account-other", "client_id", "crm")
                .permissions())
        .isEmpty();
  }

  @Test
  void claims_that_cannot_be_let_nobody_in() {
    assertThat(reasonAgainst("azp", "crm", "user", " ")).contains("the username is blank");
    assertThat(reasonAgainst("azp", "crm", "user", "ida", "group", "agent", "extensions", "4 10"))
        .contains("extension");
    Claims two = new Claims(Map.of("azp", List.of("crm"), "user", List.of("ida", "fred")));
    assertThat(rejection(new Verdict.Vouched(two)).auditReason()).contains("not one text");
    Claims none = new Claims(Map.of("azp", List.of("crm"), "user", List.of()));
    assertThat(rejection(new Verdict.Vouched(none)).auditReason()).contains("not one text");
  }

  @Test
  void a_supervisor_of_a_large_team_hears_all_of_it() {
    users.with(salesWith(AccessScope.MOST_EXTENSIONS - 100));
    ApiPrincipal ida = caller("azp", "crm", "user", "ida", "group", "supervisor", "team", "sales");
    assertThat(ida.permissions()).contains(Permission.RETRIEVE);
    assertThat(ida.scope().extensions().orElseThrow()).hasSizeGreaterThan(AccessScope.MOST);
  }

  @Test
  void a_team_of_more_extensions_than_a_query_may_name_lets_nobody_in() {
    users.with(salesWith(AccessScope.MOST_EXTENSIONS + 1));
    assertThat(reasonAgainst("azp", "crm", "user", "ida", "group", "supervisor", "team", "sales"))
        .contains("1 to 10000 extensions");
  }

  private static User salesWith(int extensions) {
    return new User(
        new Username("many"),
        UserRole.AGENT,
        Optional.of(new Team("sales")),
        Set.copyOf(IntStream.range(0, extensions).mapToObj(i -> new Extension("9" + i)).toList()),
        true);
  }

  @Test
  void why_a_token_is_no_good_is_for_the_audit_trail_only() {
    Rejection rejection = rejection(new Verdict.NotVouched("the token has expired"));
    assertThat(rejection.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(rejection.auditReason()).isEqualTo("the token has expired");
    assertThat(rejection.message()).doesNotContain("expired");
  }

  @Test
  void a_token_that_cannot_be_judged_is_not_called_bad() {
    Rejection rejection = rejection(new Verdict.CannotTell("silent"));
    assertThat(rejection.code()).isEqualTo(ErrorCode.IDENTITY_UNAVAILABLE);
    assertThat(rejection.retryAfter()).isPresent();
  }

  @Test
  void without_a_provider_a_token_that_is_not_ours_is_unknown() {
    assertThat(rejection(IdentityProvider.NONE.verdict(TOKEN)).auditReason())
        .isEqualTo("unknown token");
  }
}
