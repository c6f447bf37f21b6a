package org.openrecorder.domain.access;

import java.util.Set;

/**
 * Who is calling us and from where: the client system, proven by its credentials or trusted by its
 * network.
 *
 * @param address the caller's network address in its usual written form
 * @param reach the calls that the permissions are for
 * @param proven whether it has shown credentials; nobody can tell apart those that a network is
 *     trusted for
 */
public record Caller(
    ClientName client, String address, Set<Permission> permissions, Reach reach, boolean proven) {

  public Caller {
    permissions = Set.copyOf(permissions);
  }

  /** One that has proven who it is and may have to do with all calls. */
  public Caller(ClientName client, String address, Set<Permission> permissions) {
    this(client, address, permissions, Reach.EVERYTHING, true);
  }

  /** A caller that has not proven who it is. */
  public static Caller unknown(String address) {
    return new Caller(new ClientName("-"), address, Set.of(), Reach.EVERYTHING, false);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission) || permissions.contains(Permission.ADMINISTER);
  }

  /** Whoever hides recordings, and brings them to light again, may know of hidden ones. */
  public Sight sight() {
    return new Sight(reach, may(Permission.MANAGE));
  }
}
