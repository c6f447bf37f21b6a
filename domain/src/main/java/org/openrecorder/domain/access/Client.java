package org.openrecorder.domain.access;

import java.util.Set;

/**
 * A system that calls us, such as a CRM.
 *
 * @param reach the calls that the permissions are for
 * @param enabled nobody gets in as a client that is not
 */
public record Client(ClientName name, Set<Permission> permissions, Reach reach, boolean enabled) {

  public Client {
    permissions = Set.copyOf(permissions);
  }

  /** The client, once it has proven at that address who it is. */
  public Caller at(String address) {
    return new Caller(name, address, permissions, reach, true);
  }

  /**
   * Whoever calls from a network that is trusted in place of this client. The audit trail tells the
   * two apart by the name.
   */
  public Caller trustedAt(String address) {
    return new Caller(
        new ClientName(name.value() + " by its network"), address, permissions, reach, false);
  }
}
