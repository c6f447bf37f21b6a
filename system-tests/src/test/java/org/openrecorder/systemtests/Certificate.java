package org.openrecorder.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.openrecorder.lab.process.ChildProcess;

/** A keystore as an administrator makes one, and what those who connect know of it. */
record Certificate(Path keystore, String password) {

  private static final String KEYSTORE = "RECORDER_TLS_KEYSTORE";
  private static final String PASSWORD = "RECORDER_TLS_KEYSTORE_PASSWORD";
  private static final Duration BOUND = Duration.ofSeconds(30);

  /** Makes one for a server at 127.0.0.1. */
  static Certificate make(Path keystore, String password) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String unused =
        ChildProcess.run(
            List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=recorder",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                password),
            BOUND);
    Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-------"));
    return new Certificate(keystore, password);
  }

  /** The one that a server with these settings has. */
  static Optional<Certificate> of(Map<String, String> settings) {
    return Optional.ofNullable(settings.get(KEYSTORE))
        .map(file -> new Certificate(Path.of(file), settings.getOrDefault(PASSWORD, "")));
  }

  /** What makes a server use it. */
  Map<String, String> settings() {
    return Map.of(KEYSTORE, keystore.toString(), PASSWORD, password);
  }

  /** The private key and the certificate in one file, as proxies want them. */
  Path pem(Path file) {
    try (InputStream stored = Files.newInputStream(keystore)) {
      KeyStore server = KeyStore.getInstance("PKCS12");
      server.load(stored, password.toCharArray());
      String alias = server.aliases().nextElement();
      String pem =
          pem("PRIVATE KEY", server.getKey(alias, password.toCharArray()).getEncoded())
              + pem("CERTIFICATE", server.getCertificate(alias).getEncoded());
      return Files.writeString(file, pem);
    } catch (IOException | GeneralSecurityException failed) {
      throw new AssertionError("no PEM of " + keystore, failed);
    }
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded));
  }

  /** A client that believes this certificate and no other, and looks whom it is for. */
  HttpClient newClient() {
    return HttpClient.newBuilder().sslContext(context()).build();
  }

  /** One that connects from that address of this machine. */
  HttpClient newClient(String address) {
    return HttpClient.newBuilder()
        .sslContext(context())
        .version(HttpClient.Version.HTTP_1_1)
        .localAddress(new InetSocketAddress(address, 0).getAddress())
        .build();
  }

  private SSLContext context() {
    try (InputStream stored = Files.newInputStream(keystore)) {
      KeyStore server = KeyStore.getInstance("PKCS12");
      server.load(stored, password.toCharArray());
      KeyStore known = KeyStore.getInstance("PKCS12");
      known.load(null, null);
      for (String alias : Collections.list(server.aliases())) {
        known.setCertificateEntry(alias, server.getCertificate(alias));
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(known);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException failed) {
      throw new AssertionError("no client for " + keystore, failed);
    }
  }
}
