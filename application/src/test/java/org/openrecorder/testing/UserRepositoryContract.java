package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.UserRepository;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/** What every store of {@link UserRepository} keeps. */
public interface UserRepositoryContract {

  UserRepository userRecords();

  /** A user of the team {@code sales}. */
  static User user(String name, UserRole role, String... extensions) {
    return new User(
        new Username(name),
        role,
        Optional.of(new Team("sales")),
        Set.of(extensions).stream().map(Extension::new).collect(Collectors.toUnmodifiableSet()),
        true);
  }

  @Test
  default void a_user_is_found_as_it_was_stored() {
    User all = user("Jörg 🎧", UserRole.SUPERVISOR, "410", "sales-desk", "+49#1");
    User none = new User(new Username("none"), UserRole.AGENT, Optional.empty(), Set.of(), false);
    userRecords().save(List.of(all, none));
    assertThat(userRecords().find(all.name())).hasValue(all);
    assertThat(userRecords().find(none.name())).hasValue(none);
    assertThat(userRecords().count()).isEqualTo(2);
  }

  @Test
  default void a_user_that_was_never_stored_is_not_found() {
    userRecords().save(List.of(user("fred", UserRole.AGENT, "410")));
    assertThat(userRecords().find(new Username("Fred"))).isEmpty();
    assertThat(userRecords().find(new Username("fre_"))).isEmpty();
    assertThat(userRecords().remove(new Username("%"))).isFalse();
  }

  @Test
  default void a_disabled_user_is_known_as_disabled_in_whatever_letters() {
    User dora = new User(new Username("Dora.D"), UserRole.AGENT, Optional.empty(), Set.of(), false);
    userRecords().save(List.of(dora, user("fred", UserRole.AGENT, "410")));
    assertThat(userRecords().isDisabled(dora.name())).isTrue();
    assertThat(userRecords().isDisabled(new Username("dora.d"))).isTrue();
    assertThat(userRecords().isDisabled(new Username("DORA.D"))).isTrue();
    assertThat(userRecords().isDisabled(new Username("dora_d"))).isFalse();
    assertThat(userRecords().isDisabled(new Username("fred"))).isFalse();
    assertThat(userRecords().isDisabled(new Username("nobody"))).isFalse();
  }

  @Test
  default void saving_a_known_user_changes_it() {
    userRecords().save(List.of(user("fred", UserRole.AGENT, "410")));
    User changed =
        new User(new Username("fred"), UserRole.MANAGER, Optional.empty(), Set.of(), false);
    userRecords().save(List.of(changed));
    assertThat(userRecords().find(changed.name())).hasValue(changed);
    assertThat(userRecords().count()).isEqualTo(1);
  }

  /** As many as a file brings: changing them must not take the longer the more there are. */
  @Test
  default void ten_thousand_users_are_stored_at_once_new_and_known_ones() {
    User known = user("user7", UserRole.MANAGER);
    userRecords().save(List.of(known));
    List<User> users =
        IntStream.range(0, 10_000)
            .mapToObj(i -> user("user" + i, UserRole.AGENT, "4" + i))
            .toList();
    userRecords().save(users);
    assertThat(userRecords().count()).isEqualTo(users.size());
    assertThat(userRecords().find(known.name())).hasValue(users.get(7));
  }

  @Test
  default void a_removed_user_is_gone() {
    User fred = user("fred", UserRole.AGENT, "410");
    userRecords().save(List.of(fred));
    assertThat(userRecords().remove(fred.name())).isTrue();
    assertThat(userRecords().find(fred.name())).isEmpty();
    assertThat(userRecords().remove(fred.name())).isFalse();
  }

  @Test
  default void the_members_of_a_team_are_those_that_name_it() {
    User fred = user("fred", UserRole.AGENT, "410");
    User ann = user("ann", UserRole.AGENT, "411");
    User other =
        new User(
            new Username("tom"), UserRole.AGENT, Optional.of(new Team("Sales")), Set.of(), true);
    userRecords().save(List.of(fred, ann, other));
    assertThat(userRecords().membersOf(new Team("sales"))).containsExactlyInAnyOrder(fred, ann);
    assertThat(userRecords().membersOf(new Team("sale_"))).isEmpty();
  }

  @Test
  default void users_are_listed_in_parts_each_once() {
    List<User> users =
        IntStream.range(0, 7).mapToObj(i -> user("user" + i, UserRole.AGENT, "4" + i)).toList();
    userRecords().save(users);
    List<User> seen = new ArrayList<>();
    Optional<Page.Cursor> place = Optional.empty();
    do {
      Page<User> page = userRecords().list(place, 3);
      seen.addAll(page.items());
      place = page.next();
    } while (place.isPresent());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(users);
  }
}
