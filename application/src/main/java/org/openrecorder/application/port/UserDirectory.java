package org.openrecorder.application.port;

import java.util.Optional;
import java.util.Set;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;

/** The users and their teams. */
public interface UserDirectory {

  Optional<User> find(Username name);

  /**
   * Whether a user of that name, ignoring case, is disabled. Identity providers spell one user's
   * name in more than one way.
   */
  boolean isDisabled(Username name);

  /** The extensions of all enabled members of the team. */
  Set<Extension> extensionsOf(Team team);
}
