package org.openrecorder.application.port;

import java.util.Optional;

/**
 * The administrators, each with a hash of a password. Writes are durable when the surrounding
 * {@link Transactions} block returns, or at once without one. Every method throws {@link
 * StoreUnavailableException} if the database cannot be used.
 */
public interface AdministratorRepository {

  /**
   * The hash of that administrator's password, as it was stored; empty if there is no such
   * administrator.
   */
  Optional<String> passwordHash(String name);

  /**
   * Stores a new administrator.
   *
   * @param name 1 to 100 characters
   * @param passwordHash 1 to 500 characters of ASCII
   * @return whether there was none of that name; otherwise nothing changes
   */
  boolean addIfAbsent(String name, String passwordHash);

  /**
   * Stores that administrator, new or with another password; an earlier password is not valid any
   * more.
   *
   * @param name 1 to 100 characters
   * @param passwordHash 1 to 500 characters of ASCII
   */
  void save(String name, String passwordHash);
}
