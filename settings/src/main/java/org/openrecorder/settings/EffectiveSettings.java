package org.openrecorder.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openrecorder.settings.RecorderSettings.Ari;
import org.openrecorder.settings.RecorderSettings.Calls;
import org.openrecorder.settings.RecorderSettings.Client;
import org.openrecorder.settings.RecorderSettings.Database;
import org.openrecorder.settings.RecorderSettings.IdentityProvider;
import org.openrecorder.settings.RecorderSettings.KeyPlace;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.RecorderSettings.MasterKey;
import org.openrecorder.settings.RecorderSettings.Owner;
import org.openrecorder.settings.RecorderSettings.Pbx;
import org.openrecorder.settings.RecorderSettings.ServiceAccountProof;
import org.openrecorder.settings.RecorderSettings.Tls;
import org.openrecorder.settings.RecorderSettings.Trust;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;
import org.openrecorder.settings.RecorderSettings.User;
import org.openrecorder.settings.Setting.Given;

/** The settings in effect, as lines of a settings file; secrets are masked. */
final class EffectiveSettings {

  private static final long MEBIBYTE = 1024L * 1024;

  private final Map<String, String> lines = new TreeMap<>();

  private EffectiveSettings(RecorderSettings settings) {
    put(Setting.HTTP_ADDRESS, settings.http().address());
    put(Setting.HTTP_PORT, settings.http().port());
    put(Setting.MANAGEMENT_ADDRESS, settings.http().managementAddress());
    put(Setting.MANAGEMENT_PORT, settings.http().managementPort());
    put(Setting.HTTP_TIMEOUT, settings.http().timeout());
    settings.http().tls().ifPresent(this::putTls);
    settings.http().publicUrl().ifPresent(url -> put(Setting.PUBLIC_URL, url));
    put(Setting.DATA, settings.data());
    put(Setting.LOW_WATER, settings.lowWaterBytes() / MEBIBYTE);
    put(Setting.DISK_PATIENCE, settings.diskPatience());
    put(Setting.RECONCILE_EVERY, settings.reconcileEvery());
    putTrust(settings.trust());
    putCalls(settings.calls());
    put(Setting.LEGACY_GET_ANSWER, EnumNames.of(settings.legacyGetAnswer()));
    settings.encryption().key().ifPresent(name -> put(Setting.ENCRYPTION_KEY, name));
    settings.encryption().masterKeys().forEach(this::putMasterKey);
    putLimits(settings.limits());
    settings.adminPassword().ifPresent(password -> put(Setting.ADMIN_PASSWORD, password));
    settings.adminPasswordHash().ifPresent(hash -> put(Setting.ADMIN_PASSWORD_HASH, hash));
    settings.auditKey().ifPresent(key -> put(Setting.AUDIT_KEY, key));
    put(Setting.DENIED_ACCESS_KEEP, settings.deniedAccessKept());
    settings.database().ifPresent(this::putDatabase);
    settings.pbxs().forEach(this::putPbx);
    settings.clients().forEach(this::putClient);
    settings.users().forEach(this::putUser);
    settings.identityProvider().ifPresent(this::putIdentityProvider);
  }

  static String text(RecorderSettings settings) {
    return new EffectiveSettings(settings)
        .lines.entrySet().stream()
            .map(line -> line.getKey() + "=" + line.getValue() + "\n")
            .collect(Collectors.joining());
  }

  private void putCalls(Calls calls) {
    put(Setting.PBX_RESYNC_EVERY, calls.resyncEvery());
    put(Setting.CONVERSATION_GAP, calls.conversationGap());
    put(Setting.LEGACY_RINGING, EnumNames.of(calls.ringing()));
    put(Setting.PRIVATE_EXTENSIONS, joined(calls.privateExtensions()));
    put(Setting.PRIVATE_EXTENSIONS_RINGING, calls.privateByRinging());
  }

  private void putTls(Tls tls) {
    put(Setting.TLS_KEYSTORE, tls.keystore());
    put(Setting.TLS_KEYSTORE_PASSWORD, tls.password());
  }

  private void putLimits(Limits limits) {
    put(Setting.LIMIT_CLIENT_RATE, limits.client().perSecond());
    put(Setting.LIMIT_CLIENT_BURST, limits.client().burst());
    put(Setting.LIMIT_CLIENT_AT_ONCE, limits.clientAtOnce());
    put(Setting.LIMIT_ADDRESS_RATE, limits.address().perSecond());
    put(Setting.LIMIT_ADDRESS_BURST, limits.address().burst());
  }

  private void putDatabase(Database database) {
    put(Setting.DB_URL, database.url().replaceAll("(?i)(password=)[^&;]*", "$1" + Secret.MASK));
    put(Setting.DB_USER, database.user());
    put(Setting.DB_PASSWORD, database.password());
    database.owner().ifPresent(this::putOwner);
  }

  private void putOwner(Owner owner) {
    put(Setting.DB_OWNER_USER, owner.user());
    put(Setting.DB_OWNER_PASSWORD, owner.password());
  }

  private void putMasterKey(MasterKey key) {
    switch (key.place()) {
      case KeyPlace.InFile(Path file) -> put(Setting.MASTER_KEY_FILE, key.name(), file);
      case KeyPlace.InSettings() -> put(Setting.MASTER_KEY_VALUE, key.name(), key.key());
      case KeyPlace.InKeystore(Path file, Secret password, String alias) -> {
        put(Setting.MASTER_KEY_KEYSTORE, key.name(), file);
        put(Setting.MASTER_KEY_KEYSTORE_PASSWORD, key.name(), password);
        put(Setting.MASTER_KEY_KEYSTORE_ALIAS, key.name(), alias);
      }
    }
  }

  private void putPbx(Pbx pbx) {
    put(Setting.PBX_HOST, pbx.name(), pbx.host());
    put(Setting.PBX_PORT, pbx.name(), pbx.port());
    put(Setting.PBX_USER, pbx.name(), pbx.user());
    put(Setting.PBX_SECRET, pbx.name(), pbx.secret());
    put(Setting.PBX_SPOOL, pbx.name(), pbx.spool());
    pbx.ari()
        .ifPresentOrElse(
            ari -> putAri(pbx.name(), ari),
            () -> put(Setting.PBX_SPOOL_HERE, pbx.name(), pbx.spoolHere()));
    pbx.devices()
        .pattern()
        .ifPresent(pattern -> put(Setting.PBX_EXTENSION_PATTERN, pbx.name(), pattern));
    pbx.devices()
        .aliases()
        .forEach(
            (extension, devices) ->
                put(new Given(Setting.PBX_ALIAS, pbx.name(), extension), joined(devices)));
  }

  private void putAri(String name, Ari ari) {
    put(Setting.PBX_ARI_URL, name, ari.url());
    put(Setting.PBX_ARI_USER, name, ari.user());
    put(Setting.PBX_ARI_PASSWORD, name, ari.password());
  }

  private void putTrust(Trust trust) {
    put(Setting.TRUSTED_NETWORKS, joined(trust.networks()));
    trust.client().ifPresent(client -> put(Setting.TRUSTED_CLIENT, client));
    put(
        Setting.TRUSTED_METHODS,
        joined(trust.methods().stream().map(TrustedMethod::wireName).toList()));
    put(Setting.PROXIES, joined(trust.proxies()));
    put(Setting.TRUSTED_HOSTS, joined(trust.hosts()));
    put(Setting.TRUSTED_ORIGINS, joined(trust.origins()));
  }

  private void putClient(Client client) {
    putEach(client, client.secrets(), Setting.CLIENT_SECRET, Setting.CLIENT_SECRET_NEXT);
    putEach(client, client.hashes(), Setting.CLIENT_SECRET_HASH, Setting.CLIENT_SECRET_NEXT_HASH);
    putEach(client, client.tokens(), Setting.CLIENT_TOKEN, Setting.CLIENT_TOKEN_NEXT);
    put(
        Setting.CLIENT_PERMISSIONS,
        client.name(),
        joined(client.rights().permissions().stream().map(EnumNames::of).toList()));
    putLimit(Setting.CLIENT_PBXS, client.name(), client.rights().pbxs());
    putLimit(Setting.CLIENT_EXTENSIONS, client.name(), client.rights().extensions());
  }

  /** Writes no line for a client without a limit: a blank value would allow nothing. */
  private void putLimit(Setting setting, String client, Optional<List<String>> limit) {
    limit.ifPresent(names -> put(setting, client, joined(names)));
  }

  private void putEach(Client client, List<?> values, Setting first, Setting second) {
    values.stream().findFirst().ifPresent(value -> put(first, client.name(), value));
    values.stream().skip(1).forEach(value -> put(second, client.name(), value));
  }

  private void putIdentityProvider(IdentityProvider provider) {
    put(Setting.OIDC_ISSUER, provider.issuer());
    put(Setting.OIDC_AUDIENCE, provider.audience());
    provider.certificates().ifPresent(file -> put(Setting.OIDC_CERTIFICATES, file));
    put(Setting.OIDC_CLIENT_CLAIM, provider.claims().client());
    put(Setting.OIDC_USER_CLAIM, provider.claims().user());
    put(Setting.OIDC_GROUP_CLAIM, provider.claims().group());
    put(Setting.OIDC_TEAM_CLAIM, provider.claims().team());
    put(Setting.OIDC_EXTENSIONS_CLAIM, provider.claims().extensions());
    provider.claims().permissions().ifPresent(claim -> put(Setting.OIDC_PERMISSIONS_CLAIM, claim));
    put(
        Setting.OIDC_SERVICE_ACCOUNT,
        joined(
            provider.claims().serviceAccounts().stream().map(EffectiveSettings::proof).toList()));
  }

  private static String proof(ServiceAccountProof proof) {
    return switch (proof) {
      case ServiceAccountProof.Form form -> EnumNames.of(form);
      case ServiceAccountProof.Says(String claim, String value) -> claim + "=" + value;
    };
  }

  private void putUser(User user) {
    put(Setting.USER_GROUP, user.name(), EnumNames.of(user.group()));
    user.team().ifPresent(team -> put(Setting.USER_TEAM, user.name(), team));
    put(Setting.USER_EXTENSIONS, user.name(), joined(user.extensions()));
  }

  private void put(Setting setting, Object value) {
    put(setting, "", value);
  }

  private void put(Setting setting, String name, Object value) {
    put(new Given(setting, name), value);
  }

  private void put(Given given, Object value) {
    lines.put(given.property(), value.toString());
  }

  private static String joined(List<?> items) {
    return items.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
