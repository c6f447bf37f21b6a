package org.openrecorder.persistence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.openrecorder.application.port.AdministratorRepository;

/** The administrators in the database. */
@Singleton
public class JpaAdministratorRepository implements AdministratorRepository {

  private final Database database;

  @Inject
  JpaAdministratorRepository(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> passwordHash(String name) {
    return database.read(entities -> find(entities, name).map(AdministratorEntity::passwordHash));
  }

  private static Optional<AdministratorEntity> find(EntityManager entities, String name) {
    return Optional.ofNullable(entities.find(AdministratorEntity.class, name));
  }

  @Override
  public boolean addIfAbsent(String name, String passwordHash) {
    return database.write(
        entities -> {
          boolean absent = find(entities, name).isEmpty();
          if (absent) {
            entities.persist(new AdministratorEntity(name, passwordHash));
          }
          return absent;
        });
  }

  @Override
  public void save(String name, String passwordHash) {
    AdministratorEntity unused =
        database.write(entities -> entities.merge(new AdministratorEntity(name, passwordHash)));
  }
}
