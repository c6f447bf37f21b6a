package org.openrecorder.domain.access;

import java.util.Set;

/**
 * Who is calling us and from where: the client system, proven by its credentials or trusted by its
 * network.
 *
 * @param address the caller's network address in its usual written form
 */
public record Caller(ClientName client, String address, Set<Permission> permissions) {

  public Caller {
    permissions = Set.copyOf(permissions);
  }

  /** A caller that has not proven who it is. */
  public static Caller unknown(String address) {
    return new Caller(new ClientName("-"), address, Set.of());
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission) || permissions.contains(Permission.ADMINISTER);
  }
}
