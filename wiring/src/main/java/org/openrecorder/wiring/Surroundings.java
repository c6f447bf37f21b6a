package org.openrecorder.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openrecorder.application.Audit;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.ClientDenials;
import org.openrecorder.application.port.Administrators;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserRecords;
import org.openrecorder.application.port.Users;
import org.openrecorder.archive.DataDisk;
import org.openrecorder.archive.DirectorySpool;
import org.openrecorder.archive.FileAudioVault;
import org.openrecorder.archive.FileInventory;
import org.openrecorder.archive.SpoolAccess;
import org.openrecorder.asterisk.ari.AriAudioVault;
import org.openrecorder.asterisk.ari.AriInventory;
import org.openrecorder.asterisk.ari.AriRecordings;
import org.openrecorder.asterisk.ari.AriSource;
import org.openrecorder.asterisk.ari.AriSpool;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.HeadFile;
import org.openrecorder.audit.KeyFile;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.metrics.CountedVault;
import org.openrecorder.metrics.PrometheusPage;
import org.openrecorder.persistence.AuditSealer;
import org.openrecorder.persistence.DiskPatience;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.Settings;

/** What the use cases find around them, made from the settings and the server's own means. */
@Singleton
class Surroundings {

  /**
   * Enough for the calls that one machine's PBXs end at once; each piece of work is mostly waiting.
   */
  private static final int BACKGROUND_THREADS = 16;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/default")
  @SuppressWarnings("NullAway.Init") // the container sets it
  private ManagedThreadFactory threads;

  @Produces
  @Singleton
  RecorderSettings settings() {
    return Settings.load();
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  RecordingIds ids() {
    return () -> new RecordingId(UUID.randomUUID());
  }

  @Produces
  @Singleton
  Lanes background() {
    return new Lanes(BACKGROUND_THREADS, threads);
  }

  @Produces
  @Singleton
  Spool spool(RecorderSettings settings, PbxTroubles troubles) {
    return new ConfirmingSpool(
        new AriSpool(sources(settings), new DirectorySpool(spools(settings))), troubles);
  }

  @Produces
  @Singleton
  PbxWatch pbxWatch(RecorderSettings settings, PbxLinks links, PbxTroubles troubles) {
    return new PbxWatch(links, new SpoolAccess(spools(settings)), troubles, threads);
  }

  @Produces
  @Singleton
  @Typed(FileAudioVault.class)
  FileAudioVault files(RecorderSettings settings, InstantSource clock) {
    sources(settings).values().forEach(AriSource::prepare);
    FileAudioVault vault =
        new FileAudioVault(
            spools(settings),
            settings.data().resolve("archive"),
            EncryptionKeys.of(settings.encryption()),
            settings.lowWaterBytes(),
            clock);
    // the health check may ask before the server has started, and must not find it missing
    vault.prepare();
    return vault;
  }

  @Produces
  @Singleton
  DataDisk dataDisk(RecorderSettings settings, InstantSource clock) {
    return new DataDisk(settings.data(), settings.lowWaterBytes(), clock);
  }

  @Produces
  @Singleton
  AudioVault vault(
      RecorderSettings settings,
      FileAudioVault files,
      DataDisk data,
      MeterRegistry meters,
      IngestHoldups holdups) {
    return new CountedVault(
        meters,
        new ExplainedVault(
            new DatabaseRoom(new AriAudioVault(sources(settings), files), data), holdups));
  }

  @Produces
  @Singleton
  ArchiveInventory inventory(RecorderSettings settings, InstantSource clock) {
    return new AriInventory(
        sources(settings),
        new FileInventory(
            spools(settings),
            settings.data().resolve("archive"),
            EncryptionKeys.of(settings.encryption()),
            clock),
        clock);
  }

  @Produces
  @Singleton
  DiskPatience diskPatience(RecorderSettings settings) {
    return new DiskPatience(settings.diskPatience());
  }

  @Produces
  @Singleton
  Schedule schedule(RecorderSettings settings) {
    return new Schedule(settings.reconcileEvery(), threads);
  }

  /**
   * The key of the settings, or one that is made at the first start and kept.
   *
   * @throws UncheckedIOException if it cannot be kept: nothing is served without one
   */
  @Produces
  @Singleton
  AuditKey auditKey(RecorderSettings settings) {
    return settings
        .auditKey()
        .map(secret -> new AuditKey(secret.reveal()))
        .orElseGet(() -> keptKey(settings.data().resolve(KeyFile.NAME)));
  }

  /** Made of a key that is kept anyway, so that there is not one more to keep. */
  @Produces
  @Singleton
  CursorKey cursorKey(AuditKey key) {
    return new CursorKey(key.derived("cursors"));
  }

  private static AuditKey keptKey(Path file) {
    try {
      return new KeyFile(file).readOrMake();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Produces
  @Singleton
  Sealing sealing(RecorderSettings settings, AuditSealer sealer) {
    return new Sealing(
        sealer::seal,
        new HeadFile(settings.data().resolve(HeadFile.NAME)),
        System::nanoTime,
        threads);
  }

  @Produces
  @Singleton
  KeyRefresh keyRefresh(IdentityProvider provider) {
    return new KeyRefresh(provider, threads);
  }

  @Produces
  @Singleton
  DenialWriter denialWriter(AccessDenials access, ClientDenials clients) {
    return new DenialWriter(access, clients, threads);
  }

  @Produces
  @Singleton
  PrometheusPage metrics() {
    return new PrometheusPage();
  }

  @Produces
  MeterRegistry meters(PrometheusPage page) {
    return page.registry();
  }

  @Produces
  @Singleton
  Census census(Recordings recordings) {
    return new Census(recordings, threads);
  }

  @Produces
  @Singleton
  PasswordReset passwordReset(
      Administrators administrators,
      Transactions transactions,
      Audit audit,
      RecorderSettings settings) {
    return new PasswordReset(administrators, transactions, audit, settings.data(), threads);
  }

  @Produces
  @Singleton
  DiskWatch diskWatch(Disks disks) {
    return new DiskWatch(disks, threads);
  }

  private static Map<PbxName, AriSource> sources(RecorderSettings settings) {
    Map<PbxName, AriSource> sources = new HashMap<>();
    for (RecorderSettings.Pbx pbx : settings.pbxs()) {
      pbx.ari()
          .map(ari -> source(ari, pbx.spoolHere(), settings.lowWaterBytes()))
          .ifPresent(source -> sources.put(new PbxName(pbx.name()), source));
    }
    return sources;
  }

  private static AriSource source(RecorderSettings.Ari ari, Path incoming, long reserve) {
    return new AriSource(
        new AriRecordings(ari.url(), ari.user(), ari.password().reveal()), incoming, reserve);
  }

  private static Map<PbxName, Path> spools(RecorderSettings settings) {
    return settings.pbxs().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                pbx -> new PbxName(pbx.name()), RecorderSettings.Pbx::spoolHere));
  }

  @Produces
  @Singleton
  Users users(SettingsInUse settings, UserRecords stored) {
    return new AllUsers(
        new Derived<>(settings::now, now -> AllUsers.byName(SettingsPeople.users(now))), stored);
  }

  @Produces
  @Singleton
  PbxLinks links(RecorderSettings settings) {
    return new PbxLinks(settings.pbxs(), settings.calls().resyncEvery(), threads);
  }
}
