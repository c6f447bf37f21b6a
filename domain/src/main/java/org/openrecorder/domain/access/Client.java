package org.openrecorder.domain.access;

import java.util.Set;

/**
 * A system that calls us, such as a CRM.
 *
 * @param scope the calls that the permissions are for
 * @param enabled a client that is not enabled may do nothing
 */
public record Client(
    ClientName name, Set<Permission> permissions, AccessScope scope, boolean enabled) {

  public Client {
    permissions = Set.copyOf(permissions);
  }

  /** The client, once it has proven at that address who it is. */
  public ApiPrincipal at(String address) {
    return new ApiPrincipal(name, address, effective(), scope, true);
  }

  /**
   * Whoever calls from a network that is trusted in place of this client. The audit trail tells the
   * two apart by the name.
   */
  public ApiPrincipal trustedAt(String address) {
    return new ApiPrincipal(
        new ClientName(name.value() + " by its network"), address, effective(), scope, false);
  }

  private Set<Permission> effective() {
    return enabled ? permissions : Set.of();
  }
}
