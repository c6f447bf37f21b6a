package org.openrecorder.testing;

import java.util.Optional;
import org.openrecorder.application.port.AdministratorRepository;

/** The administrators in an {@link InMemoryStore}. */
public final class InMemoryAdministratorRepository implements AdministratorRepository {

  private final InMemoryStore store;

  public InMemoryAdministratorRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Optional<String> passwordHash(String name) {
    return store.with(rows -> Optional.ofNullable(rows.administrators.get(name)));
  }

  @Override
  public boolean addIfAbsent(String name, String passwordHash) {
    return store.with(rows -> rows.administrators.putIfAbsent(name, passwordHash) == null);
  }

  @Override
  public void save(String name, String passwordHash) {
    String unused = store.with(rows -> rows.administrators.put(name, passwordHash));
  }
}
