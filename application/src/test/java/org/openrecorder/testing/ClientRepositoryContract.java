package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.ClientRepository;
import org.openrecorder.application.port.ClientRepository.StoredClient;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;

/** What every store of {@link ClientRepository} keeps. */
public interface ClientRepositoryContract {

  Instant MADE = Instant.parse("2026-11-23T08:00:00.123456Z");
  ClientSecret FIRST = new ClientSecret(1, "hash$1", MADE, Optional.empty());
  ClientSecret SECOND =
      new ClientSecret(2, "hash$2", MADE.plusSeconds(1), Optional.of(MADE.plusSeconds(60)));

  ClientRepository clients();

  /** A client without limits. */
  static Client client(String name, Permission... permissions) {
    return new Client(new ClientName(name), Set.of(permissions), AccessScope.EVERYTHING, true);
  }

  @Test
  default void a_client_is_found_as_it_was_stored() {
    Client limited =
        new Client(
            new ClientName("crm"),
            Set.of(Permission.RECORD, Permission.RETRIEVE),
            new AccessScope(
                Optional.of(Set.of(new PbxName("berlin"), new PbxName("bonn"))),
                Optional.of(Set.of(new Extension("410"), new Extension("sales-desk")))),
            false);
    Client plain = client("other");
    clients().save(limited);
    clients().save(plain);
    assertThat(clients().find(limited.name())).hasValue(new StoredClient(limited, List.of()));
    assertThat(clients().find(plain.name())).hasValue(new StoredClient(plain, List.of()));
    assertThat(clients().find(new ClientName("CRM"))).isEmpty();
    assertThat(clients().count()).isEqualTo(2);
  }

  @Test
  default void secrets_are_found_as_they_were_stored_and_in_their_order() {
    Client crm = client("crm", Permission.RECORD);
    clients().save(crm);
    clients().saveSecrets(crm.name(), List.of(FIRST, SECOND));
    assertThat(clients().find(crm.name())).hasValue(new StoredClient(crm, List.of(FIRST, SECOND)));
    clients().saveSecrets(crm.name(), List.of(SECOND));
    assertThat(clients().find(crm.name())).hasValue(new StoredClient(crm, List.of(SECOND)));
  }

  @Test
  default void a_changed_client_keeps_its_secrets() {
    clients().save(client("crm", Permission.RECORD));
    clients().saveSecrets(new ClientName("crm"), List.of(FIRST));
    Client changed = client("crm", Permission.MANAGE);
    clients().save(changed);
    assertThat(clients().find(changed.name())).hasValue(new StoredClient(changed, List.of(FIRST)));
  }

  @Test
  default void secrets_of_a_client_that_is_not_stored_are_not_stored() {
    assertThatThrownBy(() -> clients().saveSecrets(new ClientName("crm"), List.of(FIRST)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void a_removed_client_is_gone_with_its_secrets() {
    Client crm = client("crm", Permission.RECORD);
    clients().save(crm);
    clients().saveSecrets(crm.name(), List.of(FIRST));
    assertThat(clients().remove(crm.name())).isTrue();
    assertThat(clients().find(crm.name())).isEmpty();
    assertThat(clients().remove(crm.name())).isFalse();
    clients().save(crm);
    assertThat(clients().find(crm.name())).hasValue(new StoredClient(crm, List.of()));
  }

  @Test
  default void clients_are_listed_in_parts_newest_first() {
    Client one = client("one");
    Client two = client("two");
    Client three = client("three");
    List.of(one, two, three).forEach(clients()::save);
    clients().saveSecrets(two.name(), List.of(FIRST, SECOND));
    Page<StoredClient> first = clients().list(Optional.empty(), 2);
    assertThat(first.items())
        .containsExactly(
            new StoredClient(three, List.of()), new StoredClient(two, List.of(FIRST, SECOND)));
    Page<StoredClient> rest = clients().list(first.next(), 2);
    assertThat(rest.items()).containsExactly(new StoredClient(one, List.of()));
    assertThat(rest.next()).isEmpty();
  }
}
