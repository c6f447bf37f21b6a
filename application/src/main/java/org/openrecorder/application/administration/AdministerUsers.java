package org.openrecorder.application.administration;

import java.util.List;
import java.util.Optional;
import org.openrecorder.application.Result;
import org.openrecorder.application.port.Page;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;

/**
 * Shows and changes the users. Everything is rejected with FORBIDDEN for all but administrators;
 * what is granted takes effect at once, is durable, and leaves one audit record.
 */
public interface AdministerUsers {

  /** The most stored items of one page; the users of the settings come with the first page. */
  int PAGE = 100;

  /** The most users that are stored. */
  int MOST = 50_000;

  /** A user and where it comes from. */
  record Listed(User user, Origin origin) {}

  Result<Page<Listed>> list(ApiPrincipal principal, Optional<Page.Cursor> after);

  /** Also rejected with NO_SUCH_USER. */
  Result<Listed> show(ApiPrincipal principal, Username name);

  /** Stores the user, new or changed; rejected with READ_ONLY if it is one of the settings. */
  Result<Listed> put(ApiPrincipal principal, User user);

  /** Rejected with NO_SUCH_USER, and with READ_ONLY for a user of the settings. */
  Result<Username> remove(ApiPrincipal principal, Username name);

  /**
   * Stores all of them or none, new or changed.
   *
   * @param users no two of one name
   * @return how many; rejected with READ_ONLY if one is of the settings
   */
  Result<Integer> importAll(ApiPrincipal principal, List<User> users);
}
