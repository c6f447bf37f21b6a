package org.openrecorder.testing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.UserRepository;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.testing.InMemoryRows.Numbered;

/** The users in an {@link InMemoryStore}. */
public final class InMemoryUserRepository implements UserRepository {

  private final InMemoryStore store;

  public InMemoryUserRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Optional<User> find(Username name) {
    return store.with(rows -> Optional.ofNullable(rows.users.get(name)).map(Numbered::row));
  }

  @Override
  public boolean isDisabled(Username name) {
    return store.with(
        rows ->
            rows.users.values().stream()
                .map(Numbered::row)
                .filter(user -> !user.enabled())
                .anyMatch(user -> user.name().value().equalsIgnoreCase(name.value())));
  }

  @Override
  public List<User> membersOf(Team team) {
    return store.with(
        rows ->
            rows.users.values().stream()
                .map(Numbered::row)
                .filter(user -> user.team().equals(Optional.of(team)))
                .toList());
  }

  @Override
  public Page<User> list(Optional<Page.Cursor> after, int limit) {
    return store.with(rows -> InMemoryRows.page(rows.users, user -> true, after, limit));
  }

  @Override
  public long count() {
    return store.with(rows -> (long) rows.users.size());
  }

  @Override
  public void save(Collection<User> users) {
    users.forEach(
        user ->
            store.with(
                rows ->
                    rows.users.merge(
                        user.name(),
                        rows.number(user),
                        (known, fresh) -> new Numbered<>(known.number(), user))));
  }

  @Override
  public boolean remove(Username name) {
    return store.with(rows -> rows.users.remove(name) != null);
  }
}
