package org.openrecorder.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/** A row of {@code listener}; {@code user} is a word of SQL. */
@Entity
@Table(name = "listener")
class UserEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "listener_number")
  @SequenceGenerator(
      name = "listener_number",
      sequenceName = "listener_number",
      allocationSize = 50)
  private @Nullable Long number;

  @Column(updatable = false)
  private String name;

  @Column(name = "user_group")
  private String group;

  private @Nullable String team;
  private String extensions;
  private boolean enabled;

  /** JPA fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected UserEntity() {}

  @SuppressWarnings("NullAway.Init") // take fills the others
  UserEntity(User user) {
    name = user.name().value();
    take(user);
  }

  /** Takes over what the user is now. */
  final void take(User user) {
    group = user.group().name();
    team = user.team().map(Team::value).orElse(null);
    extensions = CommaList.of(user.extensions(), Extension::value);
    enabled = user.enabled();
  }

  long number() {
    return number == null ? 0 : number;
  }

  String name() {
    return name;
  }

  User toDomain() {
    return new User(
        new Username(name),
        UserRole.valueOf(group),
        Optional.ofNullable(team).map(Team::new),
        CommaList.values(extensions, Extension::new),
        enabled);
  }
}
