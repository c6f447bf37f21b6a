package org.openrecorder.persistence;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.ClientRepository.StoredClient;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;

/** A row of {@code client_system} with its secrets. */
@Entity
@Table(name = "client_system")
class ClientEntity {

  /** Clients whose secrets are read together; a page of a list. */
  private static final int CLIENTS_AT_ONCE = 100;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "client_system_number")
  @SequenceGenerator(
      name = "client_system_number",
      sequenceName = "client_system_number",
      allocationSize = 50)
  private @Nullable Long number;

  @Column(updatable = false)
  private String name;

  private String permissions;
  private @Nullable String pbxs;
  private @Nullable String extensions;
  private boolean enabled;

  @ElementCollection
  @CollectionTable(name = "client_secret", joinColumns = @JoinColumn(name = "client_number"))
  @OrderColumn(name = "place")
  @BatchSize(size = CLIENTS_AT_ONCE)
  private List<SecretColumns> secrets = new ArrayList<>();

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected ClientEntity() {}

  @SuppressWarnings("NullAway.Init") // take fills the others
  ClientEntity(Client client) {
    name = client.name().value();
    take(client);
  }

  /** Takes over what the client is now. */
  final void take(Client client) {
    permissions = CommaList.of(client.permissions(), Permission::name);
    pbxs = CommaList.ofLimit(client.scope().pbxs(), PbxName::value);
    extensions = CommaList.ofLimit(client.scope().extensions(), Extension::value);
    enabled = client.enabled();
  }

  void takeSecrets(List<ClientSecret> now) {
    secrets.clear();
    now.stream().map(SecretColumns::of).forEach(secrets::add);
  }

  long number() {
    return number == null ? 0 : number;
  }

  StoredClient toDomain() {
    Client client =
        new Client(
            new ClientName(name),
            CommaList.values(permissions, Permission::valueOf),
            new AccessScope(
                CommaList.limit(pbxs, PbxName::new), CommaList.limit(extensions, Extension::new)),
            enabled);
    return new StoredClient(client, secrets.stream().map(SecretColumns::toDomain).toList());
  }
}
