package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.ClientRepository;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.Client;
import org.openrecorder.domain.access.ClientName;
import org.openrecorder.domain.access.ClientSecret;

/** The clients in the database. */
@Singleton
public class JpaClientRepository implements ClientRepository {

  private static final String BY_NAME =
      "select c from ClientEntity c left join fetch c.secrets where c.name = :name";
  private static final String NEWEST =
      "select c from ClientEntity c where c.number < :after order by c.number desc";

  private final Database database;

  @Inject
  JpaClientRepository(Database database) {
    this.database = database;
  }

  private static Optional<ClientEntity> byName(EntityManager entities, ClientName name) {
    return entities
        .createQuery(BY_NAME, ClientEntity.class)
        .setParameter("name", name.value())
        .getResultList()
        .stream()
        .findFirst();
  }

  @Override
  public Optional<StoredClient> find(ClientName name) {
    return database.read(entities -> byName(entities, name).map(ClientEntity::toDomain));
  }

  @Override
  public Page<StoredClient> list(Optional<Page.Cursor> after, int limit) {
    return database.read(
        entities ->
            Queries.page(
                entities
                    .createQuery(NEWEST, ClientEntity.class)
                    .setParameter("after", after.map(Page.Cursor::after).orElse(Long.MAX_VALUE)),
                limit,
                ClientEntity::number,
                rows -> rows.stream().map(ClientEntity::toDomain).toList()));
  }

  @Override
  public long count() {
    return database.read(
        entities ->
            entities
                .createQuery("select count(c) from ClientEntity c", Long.class)
                .getSingleResult());
  }

  @Override
  public void save(Client client) {
    database.write(
        entities -> {
          byName(entities, client.name())
              .ifPresentOrElse(
                  known -> known.take(client), () -> entities.persist(new ClientEntity(client)));
          return client;
        });
  }

  @Override
  public void saveSecrets(ClientName name, List<ClientSecret> secrets) {
    database.write(
        entities -> {
          byName(entities, name)
              .orElseThrow(() -> new IllegalStateException("the client is not stored: " + name))
              .takeSecrets(secrets);
          return secrets;
        });
  }

  @Override
  public boolean remove(ClientName name) {
    return database.write(
        entities -> {
          Optional<ClientEntity> known = byName(entities, name);
          known.ifPresent(entities::remove);
          return known.isPresent();
        });
  }
}
