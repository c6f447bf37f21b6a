package org.openrecorder.bootstrap;

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
import org.openrecorder.application.port.AdministratorRepository;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.CursorKey;
import org.openrecorder.application.port.IdentityProvider;
import org.openrecorder.application.port.RecordingIdGenerator;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.application.port.UserRepository;
import org.openrecorder.archive.DataDisk;
import org.openrecorder.archive.DirectorySpool;
import org.openrecorder.archive.FileAudioArchive;
import org.openrecorder.archive.FileInventory;
import org.openrecorder.archive.SpoolAccess;
import org.openrecorder.asterisk.ari.AriAudioArchive;
import org.openrecorder.asterisk.ari.AriFileFetcher;
import org.openrecorder.asterisk.ari.AriInventory;
import org.openrecorder.asterisk.ari.AriRecordings;
import org.openrecorder.asterisk.ari.AriSpool;
import org.openrecorder.audit.AuditKey;
import org.openrecorder.audit.HeadFile;
import org.openrecorder.audit.KeyFile;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.metrics.MeteredAudioArchive;
import org.openrecorder.metrics.PrometheusExporter;
import org.openrecorder.persistence.AuditSealer;
import org.openrecorder.persistence.FsyncTimeout;
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
  RecordingIdGenerator ids() {
    return () -> new RecordingId(UUID.randomUUID());
  }

  @Produces
  @Singleton
  KeyedExecutor background() {
    return new KeyedExecutor(BACKGROUND_THREADS, threads);
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
  @Typed(FileAudioArchive.class)
  FileAudioArchive files(RecorderSettings settings, InstantSource clock) {
    sources(settings).values().forEach(AriFileFetcher::prepare);
    FileAudioArchive archive =
        new FileAudioArchive(
            spools(settings),
            settings.data().resolve("archive"),
            EncryptionKeys.of(settings.encryption()),
            settings.lowWaterBytes(),
            clock);
    // the health check may ask before the server has started, and must not find it missing
    archive.prepare();
    return archive;
  }

  @Produces
  @Singleton
  DataDisk dataDisk(RecorderSettings settings, InstantSource clock) {
    return new DataDisk(settings.data(), settings.lowWaterBytes(), clock);
  }

  @Produces
  @Singleton
  AudioArchive archive(
      RecorderSettings settings,
      FileAudioArchive files,
      DataDisk data,
      MeterRegistry meters,
      RecordedIngestDelays delays) {
    return new MeteredAudioArchive(
        meters,
        new ExplainedAudioArchive(
            new DatabaseCapacityGuard(new AriAudioArchive(sources(settings), files), data),
            delays));
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
  FsyncTimeout diskPatience(RecorderSettings settings) {
    return new FsyncTimeout(settings.diskPatience());
  }

  @Produces
  @Singleton
  PeriodicTask schedule(RecorderSettings settings) {
    return new PeriodicTask(settings.reconcileEvery(), threads);
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
  AuditSealingTask sealing(RecorderSettings settings, AuditSealer sealer) {
    return new AuditSealingTask(
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
  PrometheusExporter metrics() {
    return new PrometheusExporter();
  }

  @Produces
  MeterRegistry meters(PrometheusExporter page) {
    return page.registry();
  }

  @Produces
  @Singleton
  RecordingStateCounts census(Recordings recordings) {
    return new RecordingStateCounts(recordings, threads);
  }

  @Produces
  @Singleton
  PasswordReset passwordReset(
      AdministratorRepository administrators,
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

  private static Map<PbxName, AriFileFetcher> sources(RecorderSettings settings) {
    Map<PbxName, AriFileFetcher> sources = new HashMap<>();
    for (RecorderSettings.Pbx pbx : settings.pbxs()) {
      pbx.ari()
          .map(ari -> source(ari, pbx.spoolHere(), settings.lowWaterBytes()))
          .ifPresent(source -> sources.put(new PbxName(pbx.name()), source));
    }
    return sources;
  }

  private static AriFileFetcher source(RecorderSettings.Ari ari, Path incoming, long reserve) {
    return new AriFileFetcher(
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
  UserDirectory users(SettingsInUse settings, UserRepository stored) {
    return new CombinedUserDirectory(
        new Derived<>(
            settings::now, now -> CombinedUserDirectory.byName(ConfiguredAccounts.users(now))),
        stored);
  }

  @Produces
  @Singleton
  PbxLinks links(RecorderSettings settings) {
    return new PbxLinks(settings.pbxs(), settings.calls().resyncEvery(), threads);
  }
}
