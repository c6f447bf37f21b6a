package org.openrecorder.audit.print;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openrecorder.settings.RecorderSettings.Tls;

/**
 * Trusts exactly the certificate that the settings name, whatever its issuer and host name: an
 * operator who can read those settings knows the server.
 */
final class OwnCertificate extends X509ExtendedTrustManager {

  private final Set<Certificate> own;

  private OwnCertificate(Set<Certificate> own) {
    this.own = Set.copyOf(own);
  }

  static SSLContext context(Tls settings) throws PrintingUnavailable {
    try (InputStream file = Files.newInputStream(settings.keystore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, settings.password().reveal().toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new OwnCertificate(certificates(store))}, null);
      return context;
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new PrintingUnavailable("the keystore " + settings.keystore() + " cannot be read");
    }
  }

  private static Set<Certificate> certificates(KeyStore store) throws GeneralSecurityException {
    Set<Certificate> all = new HashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      all.add(store.getCertificate(alias));
    }
    return all;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (!own.contains(chain[0])) {
      throw new CertificateException("another server answers");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
