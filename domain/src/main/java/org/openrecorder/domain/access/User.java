package org.openrecorder.domain.access;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.domain.call.Extension;

/**
 * A user who listens to recordings. A user's own calls are those in which one of the user's
 * extensions took part.
 */
public record User(
    Username name,
    UserRole group,
    Optional<Team> team,
    Set<Extension> extensions,
    boolean enabled) {

  public User {
    extensions = Set.copyOf(extensions);
  }

  /**
   * The calls that this user may hear; none while the user is disabled.
   *
   * @param teamExtensions the extensions of all members of the user's team
   */
  public ListeningScope listeningScope(Set<Extension> teamExtensions) {
    if (!enabled) {
      return new ListeningScope.Only(Set.of());
    }
    return switch (group) {
      case AGENT -> new ListeningScope.Only(extensions);
      case SUPERVISOR -> new ListeningScope.Only(both(extensions, teamExtensions));
      case MANAGER -> new ListeningScope.All();
    };
  }

  /**
   * What a client may do on behalf of this user, within the client's own permissions. A user
   * account never gives the right to administer the server.
   */
  public Set<Permission> permissions() {
    if (!enabled) {
      return Set.of();
    }
    return switch (group) {
      case AGENT, SUPERVISOR -> Set.of(Permission.RECORD, Permission.RETRIEVE);
      case MANAGER -> Set.of(Permission.RECORD, Permission.RETRIEVE, Permission.MANAGE);
    };
  }

  private static Set<Extension> both(Set<Extension> own, Set<Extension> teams) {
    Set<Extension> all = new HashSet<>(own);
    all.addAll(teams);
    return all;
  }
}
