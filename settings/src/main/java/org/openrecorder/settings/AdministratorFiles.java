package org.openrecorder.settings;

import java.nio.file.Path;

/** Files below the data directory about the password of the administrator. */
public final class AdministratorFiles {

  private AdministratorFiles() {}

  /** The generated first password; written only if the settings contain none. */
  public static OwnerOnlyFile firstPassword(Path data) {
    return new OwnerOnlyFile(data.resolve("admin-password"));
  }

  /**
   * The hash of a new password, which the server reads and then removes. Only the server's account
   * or root can write this file.
   */
  public static OwnerOnlyFile newPasswordHash(Path data) {
    return new OwnerOnlyFile(data.resolve("admin-password-new"));
  }
}
