package org.openrecorder.domain.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.domain.call.Extension;

/**
 * The client system that sends a request, and its network address. The client is proven by its
 * credentials or trusted by its network. Where the user of the client is known, the principal
 * carries that user too.
 *
 * @param address the client's network address in its usual written form
 * @param scope the calls that the permissions apply to
 * @param proven whether the client has presented valid credentials; the clients that a network is
 *     trusted for cannot be told apart
 * @param person the user of the client, proven too; empty for what the client does by itself or
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

  /** A principal without a known user. */
  public ApiPrincipal(
      ClientName client,
      String address,
      Set<Permission> permissions,
      AccessScope scope,
      boolean proven) {
    this(client, address, permissions, scope, proven, Optional.empty());
  }

  /** A proven principal without a known user, whose scope is all calls. */
  public ApiPrincipal(ClientName client, String address, Set<Permission> permissions) {
    this(client, address, permissions, AccessScope.EVERYTHING, true);
  }

  /** A principal that has not proven its identity; it may do nothing. */
  public static ApiPrincipal unknown(String address) {
    return new ApiPrincipal(new ClientName("-"), address, Set.of(), AccessScope.EVERYTHING, false);
  }

  /**
   * The same principal while that user uses it: for calls that the user may hear, and with the
   * permissions that both have.
   *
   * @param teamExtensions the extensions of all members of the user's team
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

  /**
   * The recordings that this principal may know of. A principal that may hide and restore
   * recordings sees hidden ones too.
   */
  public VisibilityScope visibility() {
    return new VisibilityScope(scope, may(Permission.MANAGE));
  }
}
