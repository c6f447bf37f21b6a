package org.openrecorder.application.port;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;

/**
 * The stored users. Writes are durable when the surrounding {@link Transactions} block returns, or
 * at once without one, and every reader sees them from then on. Every method throws {@link
 * StoreUnavailableException} if the database cannot be used.
 */
public interface UserRepository {

  Optional<User> find(Username name);

  /** Whether a user of that name, ignoring case, is stored as disabled. */
  boolean isDisabled(Username name);

  /** All members of the team, at most 10,000. */
  List<User> membersOf(Team team);

  /** Newest first, from {@code after} on, at most {@code limit}. */
  Page<User> list(Optional<Page.Cursor> after, int limit);

  /** How many there are. */
  long count();

  /** Stores the users, new or changed, no two of one name; all or, if it throws, none. */
  void save(Collection<User> users);

  /** Removes the user; whether there was such a user. */
  boolean remove(Username name);
}
