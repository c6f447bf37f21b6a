package org.openrecorder.domain.access;

import java.util.Set;

/**
 * A client system of this server, such as a CRM.
 *
 * @param scope the calls that the permissions apply to
 * @param enabled a client that is not enabled may do nothing
 */
public record Client(
    ClientName name, Set<Permission> permissions, AccessScope scope, boolean enabled) {

  public Client {
    permissions = Set.copyOf(permissions);
  }

  /** The principal of this client, once it has proven its identity from that address. */
  public ApiPrincipal at(String address) {
    return new ApiPrincipal(name, address, effective(), scope, true);
  }

  /**
   * The principal of a request from a network that is trusted in place of this client. Its name
   * differs, so that the audit trail tells the two apart.
   */
  public ApiPrincipal trustedAt(String address) {
    return new ApiPrincipal(
        new ClientName(name.value() + " by its network"), address, effective(), scope, false);
  }

  private Set<Permission> effective() {
    return enabled ? permissions : Set.of();
  }
}
