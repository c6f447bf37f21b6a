package org.openrecorder.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openrecorder.settings.RecorderSettings.Tls;

/**
 * Checks that the server can use a keystore for TLS, so that the start script reports a wrong
 * password instead of a port that does not respond. Errors are reported as {@link
 * IllegalArgumentException}.
 */
final class TlsKeystore {

  /** Bytes. A key and a chain of certificates need about 10 KiB. */
  private static final int LARGEST = 1 << 20;

  private TlsKeystore() {}

  /** Reads the keystore, which must contain one private key with its certificate. */
  static Tls open(Path file, Secret password) {
    List<PrivateKeyEntry> keys = keys(PrivateFile.read(file, LARGEST), password);
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "has " + keys.size() + " private keys with a certificate, and needs one");
    }
    if (!(keys.getFirst().getCertificate() instanceof X509Certificate certificate)) {
      throw new IllegalArgumentException("has no X.509 certificate");
    }
    return new Tls(file, password, certificate.getNotAfter().toInstant());
  }

  private static List<PrivateKeyEntry> keys(byte[] bytes, Secret password) {
    char[] characters = password.reveal().toCharArray();
    try (InputStream stored = new ByteArrayInputStream(bytes)) {
      KeyStore keystore = KeyStore.getInstance("PKCS12");
      keystore.load(stored, characters);
      List<PrivateKeyEntry> keys = new ArrayList<>();
      for (String alias : Collections.list(keystore.aliases())) {
        if (keystore.entryInstanceOf(alias, PrivateKeyEntry.class)
            && keystore.getEntry(alias, new KeyStore.PasswordProtection(characters))
                instanceof PrivateKeyEntry key) {
          keys.add(key);
        }
      }
      return keys;
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("is no PKCS 12 file that its password opens", unreadable);
    }
  }
}
