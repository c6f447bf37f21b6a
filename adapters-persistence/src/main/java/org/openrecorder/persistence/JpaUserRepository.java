package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.UserRepository;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;

/** The users in the database. */
@Singleton
public class JpaUserRepository implements UserRepository {

  private static final int MOST_MEMBERS = 10_000;
  private static final String BY_NAME = "select u from UserEntity u where u.name = :name";
  private static final String DISABLED =
      "select count(u) from UserEntity u where u.enabled = false"
          + " and lower(u.name) = lower(cast(:name as string))";
  private static final String BY_NAMES = "select u from UserEntity u where u.name in :names";

  /** Parameters of one query; databases take some ten thousand. */
  private static final int NAMES_AT_ONCE = 1_000;

  private static final String OF_TEAM =
      "select u from UserEntity u where u.team = :team order by u.number";
  private static final String NEWEST =
      "select u from UserEntity u where u.number < :after order by u.number desc";

  private final Database database;

  @Inject
  JpaUserRepository(Database database) {
    this.database = database;
  }

  private static TypedQuery<UserEntity> byName(EntityManager entities, String name) {
    return entities.createQuery(BY_NAME, UserEntity.class).setParameter("name", name);
  }

  @Override
  public Optional<User> find(Username name) {
    return database.read(
        entities ->
            Queries.readOnly(byName(entities, name.value()))
                .getResultStream()
                .findFirst()
                .map(UserEntity::toDomain));
  }

  @Override
  public boolean isDisabled(Username name) {
    return database.read(
        entities ->
            entities
                    .createQuery(DISABLED, Long.class)
                    .setParameter("name", name.value())
                    .getSingleResult()
                > 0);
  }

  @Override
  public List<User> membersOf(Team team) {
    return database.read(
        entities ->
            Queries.readOnly(entities.createQuery(OF_TEAM, UserEntity.class))
                .setParameter("team", team.value())
                .setMaxResults(MOST_MEMBERS)
                .getResultList()
                .stream()
                .map(UserEntity::toDomain)
                .toList());
  }

  @Override
  public Page<User> list(Optional<Page.Cursor> after, int limit) {
    return database.read(
        entities ->
            Queries.page(
                entities
                    .createQuery(NEWEST, UserEntity.class)
                    .setParameter("after", after.map(Page.Cursor::after).orElse(Long.MAX_VALUE)),
                limit,
                UserEntity::number,
                rows -> rows.stream().map(UserEntity::toDomain).toList()));
  }

  @Override
  public long count() {
    return database.read(
        entities ->
            entities
                .createQuery("select count(u) from UserEntity u", Long.class)
                .getSingleResult());
  }

  @Override
  public void save(Collection<User> users) {
    database.write(
        entities -> {
          Map<String, UserEntity> known = known(entities, List.copyOf(users));
          users.forEach(user -> save(entities, known, user));
          return users;
        });
  }

  /** Asked for before anything changes: Hibernate looks for changes in all rows before it asks. */
  private static Map<String, UserEntity> known(EntityManager entities, List<User> users) {
    Map<String, UserEntity> known = new HashMap<>();
    for (int from = 0; from < users.size(); from += NAMES_AT_ONCE) {
      List<User> some = users.subList(from, Math.min(from + NAMES_AT_ONCE, users.size()));
      entities
          .createQuery(BY_NAMES, UserEntity.class)
          .setParameter("names", some.stream().map(user -> user.name().value()).toList())
          .getResultList()
          .forEach(row -> known.put(row.name(), row));
    }
    return known;
  }

  private static void save(EntityManager entities, Map<String, UserEntity> known, User user) {
    UserEntity row = known.get(user.name().value());
    if (row == null) {
      entities.persist(new UserEntity(user));
    } else {
      row.take(user);
    }
  }

  @Override
  public boolean remove(Username name) {
    return database.write(
        entities ->
            entities
                    .createQuery("delete from UserEntity u where u.name = :name")
                    .setParameter("name", name.value())
                    .executeUpdate()
                > 0);
  }
}
