package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.openrecorder.application.port.AdministratorRepository;
import org.openrecorder.application.port.StoreUnavailableException;
import org.openrecorder.settings.AdministratorFiles;
import org.openrecorder.settings.OwnerOnlyFile;
import org.openrecorder.settings.PasswordHash;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.Secret;

/**
 * Sees to it that there is an administrator. The password that the settings give is kept as a hash,
 * so that none of before is valid again when the setting goes. Where they give none, and there was
 * never one, a password is made up and written to a file that only its owner can read: no log and
 * no journal knows it.
 */
@Singleton
class AdministratorBootstrap {

  static final String NAME = "admin";

  private static final Logger LOG = System.getLogger(AdministratorBootstrap.class.getName());

  /** 120 bits. */
  private static final int PASSWORD_BYTES = 15;

  private final AdministratorRepository administrators;
  private final SettingsInUse inUse;
  private final OwnerOnlyFile file;

  @Inject
  AdministratorBootstrap(AdministratorRepository administrators, SettingsInUse settings) {
    this.administrators = administrators;
    this.inUse = settings;
    this.file = AdministratorFiles.firstPassword(settings.started().data());
  }

  /**
   * To be called at each start, and when the settings were read anew.
   *
   * @throws StoreUnavailableException if the database or the file cannot be written; to be called
   *     again then
   */
  void make() {
    RecorderSettings settings = inUse.now();
    try {
      Optional<String> stored = administrators.passwordHash(NAME);
      if (isGiven(settings)) {
        given(settings, stored).ifPresent(hash -> administrators.save(NAME, hash));
        file.remove();
      } else if (stored.isEmpty()) {
        makeUp();
      }
    } catch (IOException failed) {
      throw new StoreUnavailableException("the file " + file + " cannot be written", failed);
    }
  }

  private static boolean isGiven(RecorderSettings settings) {
    return settings.adminPassword().isPresent() || settings.adminPasswordHash().isPresent();
  }

  /** The hash to keep; empty where it is kept already. */
  private static Optional<String> given(RecorderSettings settings, Optional<String> stored) {
    return settings
        .adminPasswordHash()
        .map(PasswordHash::text)
        .or(() -> settings.adminPassword().flatMap(password -> hash(password, stored)))
        .filter(hash -> !stored.equals(Optional.of(hash)));
  }

  private static Optional<String> hash(Secret password, Optional<String> stored) {
    String text = password.reveal();
    return stored
        .filter(hash -> new PasswordHash(hash).matches(text))
        .or(() -> Optional.of(PasswordHash.of(text).text()));
  }

  private void makeUp() throws IOException {
    String password = random();
    file.write(password);
    if (administrators.addIfAbsent(NAME, PasswordHash.of(password).text())) {
      LOG.log(
          Level.INFO,
          "the administrator is {0}; the password stands in {1}, which its owner alone can read",
          NAME,
          file);
    } else {
      file.remove(); // another server on this database was faster
    }
  }

  private static String random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
