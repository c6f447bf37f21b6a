package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.AdministratorRepository;

/** What every store of {@link AdministratorRepository} keeps. */
public interface AdministratorRepositoryContract {

  String HASH = "pbkdf2$1000$c2FsdA==$" + "A".repeat(400);

  AdministratorRepository administrators();

  @Test
  default void the_hash_of_an_administrator_is_found_as_it_was_stored() {
    assertThat(administrators().addIfAbsent("admin", HASH)).isTrue();
    assertThat(administrators().passwordHash("admin")).hasValue(HASH);
  }

  @Test
  default void nobody_is_an_administrator_at_first() {
    assertThat(administrators().passwordHash("admin")).isEmpty();
  }

  @Test
  default void an_administrator_that_is_there_is_not_changed() {
    administrators().addIfAbsent("admin", HASH);
    assertThat(administrators().addIfAbsent("admin", "another")).isFalse();
    assertThat(administrators().passwordHash("admin")).hasValue(HASH);
  }

  @Test
  default void another_password_takes_the_place_of_the_one_of_before() {
    administrators().addIfAbsent("admin", "the first");
    administrators().save("admin", HASH);
    assertThat(administrators().passwordHash("admin")).hasValue(HASH);
  }

  @Test
  default void an_administrator_with_a_password_of_its_own_need_not_be_there_before() {
    administrators().save("admin", HASH);
    assertThat(administrators().passwordHash("admin")).hasValue(HASH);
  }
}
