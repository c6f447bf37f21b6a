package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.openrecorder.application.port.Administrators;
import org.openrecorder.settings.PasswordHash;
import org.openrecorder.settings.RecorderSettings;

/**
 * Makes the administrator of a new server. Where the settings give no password one is made up and
 * shown once, on the console only: the log file must not know it.
 */
@Singleton
class FirstAdministrator {

  static final String NAME = "admin";

  /** 120 bits. */
  private static final int PASSWORD_BYTES = 15;

  private final Administrators administrators;
  private final boolean given;

  @Inject
  FirstAdministrator(Administrators administrators, RecorderSettings settings) {
    this.administrators = administrators;
    this.given = settings.adminPassword().isPresent();
  }

  void make() {
    if (!given && administrators.passwordHash(NAME).isEmpty()) {
      String password = random();
      if (administrators.addIfAbsent(NAME, PasswordHash.of(password).text())) {
        show(password);
      }
    }
  }

  private static String random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  private static void show(String password) {
    PrintStream console =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    console.println(
        "The administrator is " + NAME + " with the password " + password + " (shown only now)");
    console.flush();
  }
}
