package org.openrecorder.settings;

import java.nio.file.Path;

/** Files below the data directory about the password of the administrator. */
public final class AdministratorFiles {

  private AdministratorFiles() {}

  /** What holds the first password, made up where the settings give none. */
  public static OwnerOnlyFile firstPassword(Path data) {
    return new OwnerOnlyFile(data.resolve("admin-password"));
  }

  /**
   * What holds the hash of another password, for the server to take in and remove. An account that
   * can write it has the server's account.
   */
  public static OwnerOnlyFile newPasswordHash(Path data) {
    return new OwnerOnlyFile(data.resolve("admin-password-new"));
  }
}
