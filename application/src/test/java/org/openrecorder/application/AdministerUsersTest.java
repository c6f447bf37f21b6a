package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.administration.AdministerUsers;
import org.openrecorder.application.administration.AdministerUsersService;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;
import org.openrecorder.testing.InMemoryTransactions;
import org.openrecorder.testing.InMemoryUserRepository;

/** Changing users where there is no room for another one. */
class AdministerUsersTest {

  private static final ApiPrincipal ADMIN =
      new ApiPrincipal(new ClientName("admin"), "192.0.2.7", Set.of(Permission.ADMINISTER));

  private final InMemoryStore store = new InMemoryStore();
  private final InMemoryUserRepository stored = new InMemoryUserRepository(store);
  private final AdministerUsers users =
      new AdministerUsersService(
          List.of(),
          stored,
          new InMemoryTransactions(store),
          new Audit(new InMemoryAuditTrail(store), Clock.systemUTC()));

  @BeforeEach
  void fill() {
    stored.save(
        IntStream.range(0, AdministerUsers.MOST).mapToObj(i -> user("user" + i, true)).toList());
  }

  private static User user(String name, boolean enabled) {
    return new User(new Username(name), UserRole.AGENT, Optional.empty(), Set.of(), enabled);
  }

  @Test
  void a_user_can_still_be_disabled() {
    User disabled = user("user7", false);
    assertThat(users.put(ADMIN, disabled)).isInstanceOf(Result.Success.class);
    assertThat(stored.find(disabled.name())).hasValue(disabled);
  }

  @Test
  void nobody_new_is_stored_not_even_beside_known_ones() {
    User fresh = user("fresh", true);
    assertThat(users.importAll(ADMIN, List.of(user("user7", false), fresh)))
        .isInstanceOf(Result.Rejected.class);
    assertThat(stored.find(fresh.name())).isEmpty();
    assertThat(stored.find(new Username("user7"))).hasValue(user("user7", true));
  }
}
