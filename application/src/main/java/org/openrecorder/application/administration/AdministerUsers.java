package org.openrecorder.application.administration;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Answer;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;

/**
 * Shows and changes the users. Everything is refused with FORBIDDEN to all but administrators; what
 * is granted takes effect at once, is durable, and leaves one audit row.
 */
public interface AdministerUsers {

  /** The most stored items of one answer; the users of the settings come with the first page. */
  int PAGE = 100;

  /** The most users that are stored. */
  int MOST = 50_000;

  /** A user and where it comes from. */
  record Listed(User user, Origin origin) {}

  Answer<Page<Listed>> list(Caller caller, Optional<Page.Cursor> after);

  /** Refused with NO_SUCH_USER too. */
  Answer<Listed> show(Caller caller, Username name);

  /** Stores the user, new or changed; refused with READ_ONLY if it is one of the settings. */
  Answer<Listed> put(Caller caller, User user);

  /** Refused with NO_SUCH_USER, and with READ_ONLY for a user of the settings. */
  Answer<Username> remove(Caller caller, Username name);

  /**
   * Stores all of them or none, new or changed.
   *
   * @param users no two of one name
   * @return how many; refused with READ_ONLY if one is of the settings
   */
  Answer<Integer> importAll(Caller caller, List<User> users);
}
