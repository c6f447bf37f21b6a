package org.openrecorder.domain.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.domain.call.Extension;

/**
 * Who is calling us and from where: the client system, proven by its credentials or trusted by its
 * network, and the person who uses it where that is known.
 *
 * @param address the caller's network address in its usual written form
 * @param scope the calls that the permissions are for
 * @param proven whether it has shown credentials; nobody can tell apart those that a network is
 *     trusted for
 * @param person who uses the client, proven too; empty for what the client does by itself or
 *     vouches for
 */
public record ApiPrincipal(
    ClientName client,
    String address,
    Set<Permission> permissions,
    AccessScope scope,
    boolean proven,
    Optional<User> person) {

  public ApiPrincipal {
    permissions = Set.copyOf(permissions);
  }

  /** One that nobody is known to use. */
  public ApiPrincipal(
      ClientName client,
      String address,
      Set<Permission> permissions,
      AccessScope scope,
      boolean proven) {
    this(client, address, permissions, scope, proven, Optional.empty());
  }

  /** One that has proven who it is and may have to do with all calls. */
  public ApiPrincipal(ClientName client, String address, Set<Permission> permissions) {
    this(client, address, permissions, AccessScope.EVERYTHING, true);
  }

  /** A caller that has not proven who it is. */
  public static ApiPrincipal unknown(String address) {
    return new ApiPrincipal(new ClientName("-"), address, Set.of(), AccessScope.EVERYTHING, false);
  }

  /**
   * The same while that person uses it: for calls that the person may hear, and for what both may
   * do.
   *
   * @param teamExtensions the extensions of all members of the person's team
   */
  public ApiPrincipal usedBy(User user, Set<Extension> teamExtensions) {
    Optional<AccessScope> within = scope.within(user.listeningScope(teamExtensions));
    Set<Permission> both = EnumSet.noneOf(Permission.class);
    user.permissions().stream().filter(one -> within.isPresent() && may(one)).forEach(both::add);
    return new ApiPrincipal(client, address, both, within.orElse(scope), proven, Optional.of(user));
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission) || permissions.contains(Permission.ADMINISTER);
  }

  /** Whoever hides recordings, and brings them to light again, may know of hidden ones. */
  public VisibilityScope visibility() {
    return new VisibilityScope(scope, may(Permission.MANAGE));
  }
}
