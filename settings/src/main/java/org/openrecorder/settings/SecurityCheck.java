package org.openrecorder.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openrecorder.settings.RecorderSettings.Ari;
import org.openrecorder.settings.RecorderSettings.Client;
import org.openrecorder.settings.RecorderSettings.Pbx;
import org.openrecorder.settings.RecorderSettings.Tls;
import org.openrecorder.settings.Setting.Given;

/** Finds insecure configuration, as far as settings and file permissions show it. */
public final class SecurityCheck {

  /** Prefix length of the largest network that a large site needs; a wider one is a finding. */
  private static final int WIDEST_V4 = 16;

  private static final int WIDEST_V6 = 48;
  private static final int V4_BYTES = 4;

  /** Characters. A shorter secret can be guessed. */
  private static final int SHORTEST_SECRET = 12;

  /** Secrets from manuals and examples. */
  private static final Set<String> WELL_KNOWN =
      Set.of(
          "a long random text",
          "administrator",
          "amp111",
          "asterisk",
          "change me",
          "changeme",
          "jep4y5z2uwcg",
          "mysecret",
          "password",
          "recorder",
          "secret",
          "what manager.conf says");

  /**
   * The least remaining validity of a certificate that renews itself; without renewal an
   * administrator needs this long.
   */
  private static final Duration SOON = Duration.ofDays(20);

  private final RecorderSettings settings;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private SecurityCheck(RecorderSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /**
   * One insecure item.
   *
   * @param where a setting or a path
   * @param what what is wrong and what follows from it, without any secret
   */
  public record Finding(String where, String what) {}

  /** All findings, the gravest first. */
  public static List<Finding> of(RecorderSettings settings, Instant now) {
    SecurityCheck check = new SecurityCheck(settings, now);
    check.trustedNetworks();
    check.addresses();
    check.secrets();
    check.pbxs();
    check.findings.addAll(PermissionCheck.of(settings));
    return List.copyOf(check.findings);
  }

  /** The findings as lines for an operator; a line that says so if there are none. */
  public static List<String> table(List<Finding> findings) {
    if (findings.isEmpty()) {
      return List.of("self check: nothing stands open that should not");
    }
    int width = findings.stream().mapToInt(one -> one.where().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add("self check: " + findings.size() + " to look at");
    findings.forEach(
        one -> lines.add(("%-" + width + "s | %s").formatted(one.where(), one.what())));
    return lines;
  }

  private void found(Setting setting, String name, String what) {
    findings.add(new Finding(new Given(setting, name).property(), what));
  }

  private void trustedNetworks() {
    wide(
        Setting.TRUSTED_NETWORKS,
        settings.trustedNetworks(),
        "is wide open: all of it needs no credentials");
    wide(
        Setting.PROXIES,
        settings.trust().proxies(),
        "is wide open: all of it may claim to call for any address");
    if (!settings.trustedNetworks().isEmpty() && settings.trust().client().isEmpty()) {
      found(
          Setting.TRUSTED_CLIENT,
          "",
          "names no client: callers without credentials have to do with all calls");
    }
  }

  private void wide(Setting setting, List<Network> networks, String what) {
    for (Network network : networks) {
      boolean v4 = network.address().getAddress().length == V4_BYTES;
      if (network.prefix() < (v4 ? WIDEST_V4 : WIDEST_V6)) {
        found(setting, "", network + " " + what);
      }
    }
  }

  private void addresses() {
    settings.http().tls().ifPresent(this::certificate);
    if (settings.http().tls().isEmpty() && !isThisMachine(settings.http().address())) {
      found(
          Setting.HTTP_ADDRESS,
          "",
          "is no loopback address, and HTTP sends credentials and audio unencrypted");
    }
    if (!isThisMachine(settings.http().managementAddress())) {
      found(
          Setting.MANAGEMENT_ADDRESS,
          "",
          "the management of the server can be reached from outside");
    }
  }

  private void certificate(Tls tls) {
    if (tls.validUntil().isBefore(now.plus(SOON))) {
      found(
          Setting.TLS_KEYSTORE,
          "",
          "has a certificate that is valid until " + tls.validUntil() + " only");
    }
  }

  static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || (Network.isLiteral(host) && Network.literal(host).isLoopbackAddress());
  }

  private void secrets() {
    settings
        .adminPassword()
        .ifPresent(
            one ->
                plain(
                    new Given(Setting.ADMIN_PASSWORD, ""),
                    one,
                    "admin",
                    "open-recorder --hash-secret makes a hash for "
                        + Setting.ADMIN_PASSWORD_HASH.property()));
    OwnerOnlyFile first = AdministratorFiles.firstPassword(settings.data());
    if (first.exists()) {
      findings.add(
          new Finding(
              first.toString(),
              "the administrator's first password lies there: note it down and delete the file"));
    }
    settings.clients().forEach(this::client);
    settings
        .pbxs()
        .forEach(one -> secret(Setting.PBX_SECRET, one.name(), one.secret(), one.user()));
    settings
        .database()
        .ifPresent(one -> secret(Setting.DB_PASSWORD, "", one.password(), one.user()));
  }

  private void client(Client client) {
    Iterator<Setting> settings =
        List.of(Setting.CLIENT_SECRET, Setting.CLIENT_SECRET_NEXT).iterator();
    client
        .secrets()
        .forEach(
            one ->
                plain(
                    new Given(settings.next(), client.name()),
                    one,
                    client.name(),
                    "open-recorder --hash-secret makes a hash to put in its place"));
  }

  /** Checks a secret that could be replaced by its hash. */
  private void plain(Given where, Secret secret, String owner, String instead) {
    int before = findings.size();
    secret(where.setting(), where.name(), secret, owner);
    if (findings.size() == before) {
      found(where.setting(), where.name(), "stands there in plain text; " + instead);
    }
  }

  private void secret(Setting setting, String name, Secret secret, String owner) {
    String text = secret.reveal().toLowerCase(Locale.ROOT);
    if (WELL_KNOWN.contains(text) || text.equals(owner.toLowerCase(Locale.ROOT))) {
      found(setting, name, "is the first thing that an attacker tries");
    } else if (text.length() < SHORTEST_SECRET) {
      found(setting, name, "is shorter than " + SHORTEST_SECRET + " characters and can be guessed");
    }
  }

  private void pbxs() {
    for (Pbx pbx : settings.pbxs()) {
      if (!isThisMachine(pbx.host())) {
        found(
            Setting.PBX_HOST,
            pbx.name(),
            "is another machine: who is between sees the calls, and could pass for the PBX");
      }
      pbx.ari().ifPresent(ari -> ari(pbx.name(), ari));
    }
  }

  private void ari(String name, Ari ari) {
    if (ari.url().getScheme().equals("http") && !isThisMachine(ari.url().getHost())) {
      found(Setting.PBX_ARI_URL, name, "sends its password and audio unencrypted");
    }
    secret(Setting.PBX_ARI_PASSWORD, name, ari.password(), ari.user());
  }
}
