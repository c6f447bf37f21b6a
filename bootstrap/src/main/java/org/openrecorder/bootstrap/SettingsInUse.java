package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.openrecorder.application.port.ReloadableSettings;
import org.openrecorder.settings.InvalidSettings;
import org.openrecorder.settings.LimitsInUse;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.Limits;
import org.openrecorder.settings.Settings;

/**
 * The settings as they are now. Who may call, who may listen and how often one may ask can change
 * while the server runs; all else stays as it was when the server started.
 */
@Singleton
class SettingsInUse implements ReloadableSettings, LimitsInUse {

  /** Parts of the settings that count at once, as they are called in the record. */
  private static final Set<String> AT_ONCE =
      Set.of("clients", "users", "limits", "adminPassword", "adminPasswordHash");

  /** What an operator calls the parts. */
  static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("clients", "recorder.client.*"),
          Map.entry("users", "recorder.user.*"),
          Map.entry("limits", "recorder.limit.*"),
          Map.entry("adminPassword", "recorder.admin.password"),
          Map.entry("adminPasswordHash", "recorder.admin.password-hash"),
          Map.entry("http", "recorder.http.*, recorder.management.* or recorder.tls.*"),
          Map.entry("database", "recorder.db.*"),
          Map.entry("pbxs", "recorder.pbx.*"),
          Map.entry("trust", "recorder.trusted-networks, recorder.trusted.* or recorder.proxies"),
          Map.entry("encryption", "recorder.encryption.key or recorder.master-key.*"),
          Map.entry("identityProvider", "recorder.oidc.*"),
          Map.entry("lowWaterBytes", "recorder.storage.low-water"),
          Map.entry("diskPatience", "recorder.storage.patience"),
          Map.entry("reconcileEvery", "recorder.reconcile.every"),
          Map.entry(
              "calls",
              "recorder.conversation.gap, recorder.pbx.resync.every, recorder.legacy.ringing or"
                  + " recorder.private-extensions"),
          Map.entry("legacyGetAnswer", "recorder.legacy.get-answer"),
          Map.entry("auditKey", "recorder.audit.key"),
          Map.entry("data", "recorder.data"),
          Map.entry("deniedAccessKept", "recorder.denied-access.keep"));

  private final RecorderSettings started;
  private final Supplier<RecorderSettings> source;
  private volatile RecorderSettings now;

  @Inject
  SettingsInUse(RecorderSettings started) {
    this(started, Settings::load);
  }

  /**
   * Settings that are read anew from somewhere else.
   *
   * @param source throws {@link InvalidSettings} if there are none to use
   */
  SettingsInUse(RecorderSettings started, Supplier<RecorderSettings> source) {
    this.started = started;
    this.source = source;
    this.now = started;
  }

  /** As they were read last. Of what needs a restart those of {@link #started()} count. */
  RecorderSettings now() {
    return now;
  }

  /** As they were when the server started. */
  RecorderSettings started() {
    return started;
  }

  @Override
  public Limits limits() {
    return now.limits();
  }

  @Override
  public synchronized Reloaded reload() {
    RecorderSettings read;
    try {
      read = source.get();
    } catch (InvalidSettings invalid) {
      return new Reloaded.Invalid(invalid.problems());
    }
    RecorderSettings before = now;
    now = read;
    return new Reloaded.Done(differences(before, read, true), differences(started, read, false));
  }

  private static List<String> differences(
      RecorderSettings before, RecorderSettings after, boolean atOnce) {
    return Arrays.stream(RecorderSettings.class.getRecordComponents())
        .filter(part -> AT_ONCE.contains(part.getName()) == atOnce)
        .filter(part -> !Objects.equals(value(part, before), value(part, after)))
        .map(part -> NAMES.getOrDefault(part.getName(), part.getName()))
        .sorted()
        .toList();
  }

  private static Object value(RecordComponent part, RecorderSettings settings) {
    try {
      return part.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("the settings are a public record", impossible);
    }
  }
}
