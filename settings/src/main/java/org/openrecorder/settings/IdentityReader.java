package org.openrecorder.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openrecorder.settings.RecorderSettings.IdentityClaims;
import org.openrecorder.settings.RecorderSettings.IdentityProvider;
import org.openrecorder.settings.RecorderSettings.ServiceAccountProof;
import org.openrecorder.settings.Setting.Given;

/** The part of {@link SettingsReader} that reads the company's identity provider. */
final class IdentityReader {

  private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");
  private static final int LONGEST_URL = 1000;

  private final SettingsReader reader;

  IdentityReader(SettingsReader reader) {
    this.reader = reader;
  }

  /** Empty if no setting of a provider is given. A provider without an issuer is an error. */
  Optional<IdentityProvider> read() {
    Given issuer = key(Setting.OIDC_ISSUER);
    boolean any = all().map(IdentityReader::key).anyMatch(reader::isGiven);
    return any
        ? Optional.of(
            new IdentityProvider(
                reader.need(issuer, URI.create("https://localhost"), IdentityReader::issuer),
                defaultValue(Setting.OIDC_AUDIENCE, SettingsReader::text),
                reader.find(key(Setting.OIDC_CERTIFICATES), IdentityReader::certificates),
                claims()))
        : Optional.empty();
  }

  private static Stream<Setting> all() {
    return Stream.of(Setting.values())
        .filter(setting -> setting.property().startsWith("recorder.oidc."));
  }

  private static Given key(Setting setting) {
    return new Given(setting, "");
  }

  private <T> T defaultValue(Setting setting, Function<String, T> type) {
    return reader.find(key(setting), type).orElseGet(() -> type.apply(setting.defaultValue()));
  }

  private IdentityClaims claims() {
    return new IdentityClaims(
        defaultValue(Setting.OIDC_CLIENT_CLAIM, IdentityReader::claim),
        defaultValue(Setting.OIDC_USER_CLAIM, IdentityReader::claim),
        defaultValue(Setting.OIDC_GROUP_CLAIM, IdentityReader::claim),
        defaultValue(Setting.OIDC_TEAM_CLAIM, IdentityReader::claim),
        defaultValue(Setting.OIDC_EXTENSIONS_CLAIM, IdentityReader::claim),
        reader.find(key(Setting.OIDC_PERMISSIONS_CLAIM), IdentityReader::claim),
        defaultValue(Setting.OIDC_SERVICE_ACCOUNT, IdentityReader::proofs));
  }

  private static String claim(String text) {
    if (!CLAIM.matcher(text).matches()) {
      throw new IllegalArgumentException("is no name of a claim");
    }
    return text;
  }

  private static List<ServiceAccountProof> proofs(String text) {
    return AccessValues.notEmpty(
        SettingsReader.commaList(text).stream().map(IdentityReader::proof).toList());
  }

  private static ServiceAccountProof proof(String word) {
    int equals = word.indexOf('=');
    return equals < 0
        ? EnumNames.constant(ServiceAccountProof.Form.class, word)
        : new ServiceAccountProof.Says(
            claim(word.substring(0, equals)), value(word.substring(equals + 1)));
  }

  /** Rejects a blank value: a claim that says nothing proves nothing. */
  private static String value(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("has a claim without a value");
    }
    return SettingsReader.text(text);
  }

  /**
   * Rejects plain HTTP: an attacker on the network path could supply keys, and so admit any client.
   */
  private static URI issuer(String text) {
    URI url = SettingsReader.httpUrl(text);
    if (text.length() > LONGEST_URL) {
      throw new IllegalArgumentException("is too long");
    }
    if (url.getScheme().equals("http") && !SecurityCheck.isThisMachine(url.getHost())) {
      throw new IllegalArgumentException("is not encrypted");
    }
    return url;
  }

  private static Path certificates(String text) {
    Path file = SettingsReader.absolute(text);
    try (InputStream pem = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(pem).isEmpty()) {
        throw new IllegalArgumentException("has no certificates");
      }
    } catch (IOException | CertificateException unreadable) {
      throw new IllegalArgumentException("cannot be read", unreadable);
    }
    return file;
  }
}
