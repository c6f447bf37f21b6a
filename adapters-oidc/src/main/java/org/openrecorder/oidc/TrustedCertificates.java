package org.openrecorder.oidc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of a company that has made its own. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /**
   * Believes the certificates of that PEM file and no others.
   *
   * @throws IllegalStateException if it cannot be read: to believe others instead would be wrong
   */
  static SSLContext in(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException("the certificates in " + file, unreadable);
    }
  }

  private static KeyStore store(InputStream pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
      store.setCertificateEntry("certificate " + store.size(), one);
    }
    return store;
  }
}
