package org.openrecorder.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrecorder.application.Audit;
import org.openrecorder.application.administration.AdministerClients;
import org.openrecorder.application.administration.AdministerClientsService;
import org.openrecorder.application.administration.AdministerUsers;
import org.openrecorder.application.administration.AdministerUsersService;
import org.openrecorder.application.administration.ReadAuditTrail;
import org.openrecorder.application.administration.ReadAuditTrailService;
import org.openrecorder.application.administration.ReloadSettings;
import org.openrecorder.application.administration.ReloadSettingsService;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.ClientDenials;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.legacy.LegacyMethod;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.live.PbxFeed;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.Clients;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserRecords;
import org.openrecorder.application.port.Users;
import org.openrecorder.application.query.FindCalls;
import org.openrecorder.application.query.FindCallsService;
import org.openrecorder.application.query.FindRecordings;
import org.openrecorder.application.query.FindRecordingsService;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.application.recording.AlwaysPrivate;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.application.recording.Changes;
import org.openrecorder.application.recording.Continuations;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.FollowCalls;
import org.openrecorder.application.recording.MarkRecording;
import org.openrecorder.application.recording.MarkRecordingService;
import org.openrecorder.application.recording.RecorderControl;
import org.openrecorder.application.recording.RecordingLife;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StartRecordingService;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.application.recording.StopRecordingService;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.retrieval.ListenToRecordingService;
import org.openrecorder.application.retrieval.Ongoing;
import org.openrecorder.application.retrieval.RetrieveRecording;
import org.openrecorder.application.retrieval.RetrieveRecordingService;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Following;
import org.openrecorder.metrics.CountedAuditTrail;
import org.openrecorder.metrics.CountedDeniedAccessLog;
import org.openrecorder.metrics.RequestMetrics;
import org.openrecorder.metrics.TimedRecorder;
import org.openrecorder.settings.RecorderSettings;

/** Makes the use cases. One of each serves all doors and all threads. */
@Singleton
class UseCases {

  /** How long a caller may wait for a comparison of everything. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Produces
  @Singleton
  LivePbxs pbxs(PbxLinks links) {
    return new LivePbxs(links.names());
  }

  @Produces
  @Singleton
  ChannelSource source(PbxLinks links) {
    return links.source();
  }

  @Produces
  @Singleton
  ChannelFinder finder(LivePbxs pbxs, ChannelSource source) {
    return new ChannelFinder(pbxs, source);
  }

  @Produces
  @Singleton
  Recorder recorder(PbxLinks links, MeterRegistry meters) {
    return new TimedRecorder(meters, links.recorder());
  }

  @Produces
  @Singleton
  WatchedCalls watched() {
    return new WatchedCalls();
  }

  @Produces
  @Singleton
  CallLocks locks() {
    return new CallLocks();
  }

  @Produces
  @Singleton
  Changes changes() {
    return new Changes();
  }

  @Produces
  @Singleton
  Audit audit(AuditTrail trail, InstantSource clock, MeterRegistry meters) {
    return new Audit(new CountedAuditTrail(meters, trail), clock);
  }

  /** Its rows of the audit trail are not counted: the requests that they sum up have been. */
  @Produces
  @Singleton
  AccessDenials accessDenials(
      DeniedAccessLog log,
      AuditTrail trail,
      InstantSource clock,
      MeterRegistry meters,
      RecorderSettings settings) {
    return new AccessDenials(
        new CountedDeniedAccessLog(meters, log),
        new Audit(trail, clock),
        clock,
        System::nanoTime,
        settings.deniedAccessKept());
  }

  @Produces
  @Singleton
  ClientDenials clientDenials(Audit audit, InstantSource clock) {
    return new ClientDenials(audit, clock, System::nanoTime);
  }

  @Produces
  @Singleton
  RequestMetrics requests(MeterRegistry meters) {
    return new RequestMetrics(meters);
  }

  @Produces
  @Singleton
  RecorderControl control(
      Recorder recorder,
      Spool spool,
      Recordings recordings,
      Transactions transactions,
      InstantSource clock) {
    return new RecorderControl(recorder, spool, recordings, transactions, clock);
  }

  @Produces
  @Singleton
  Finaliser finaliser(
      AudioVault vault,
      Spool spool,
      Recordings recordings,
      Background background,
      Changes changes) {
    return new Finaliser(vault, spool, recordings, background, changes);
  }

  @Produces
  @Singleton
  Continuations continuations(
      LivePbxs pbxs,
      WatchedCalls watched,
      CallLocks locks,
      Recordings recordings,
      RecorderControl control,
      Finaliser finaliser,
      Background background,
      RecordingIds ids,
      RecorderSettings settings,
      InstantSource clock) {
    return new Continuations(
        new Continuations.World(
            pbxs, watched, locks, recordings, control, finaliser, background, ids, clock),
        settings.calls().conversationGap());
  }

  @Produces
  @Singleton
  RecordingLife life(
      LivePbxs pbxs,
      WatchedCalls watched,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      Recorder recorder,
      Spool spool,
      Finaliser finaliser,
      Background background,
      Continuations continuations,
      AlwaysPrivate alwaysPrivate,
      Transactions transactions,
      InstantSource clock) {
    return new RecordingLife(
        new RecordingLife.World(
            pbxs,
            watched,
            source,
            locks,
            calls,
            recordings,
            control,
            recorder,
            spool,
            finaliser,
            background,
            continuations,
            alwaysPrivate,
            transactions,
            clock));
  }

  @Produces
  @Singleton
  Reconciliation reconciliation(
      LivePbxs pbxs,
      WatchedCalls watched,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      RecordingLife life,
      Recorder recorder,
      Spool spool,
      AudioVault vault,
      ArchiveInventory inventory,
      Finaliser finaliser,
      Background background,
      Changes changes,
      Audit audit,
      InstantSource clock) {
    return new Reconciliation(
        new Reconciliation.World(
            pbxs,
            watched,
            source,
            locks,
            calls,
            recordings,
            control,
            life,
            recorder,
            spool,
            vault,
            inventory,
            finaliser,
            background,
            changes,
            audit,
            clock),
        PATIENCE);
  }

  @Produces
  @Singleton
  PbxFeed feed(
      LivePbxs pbxs,
      WatchedCalls watched,
      RecordingLife life,
      ChannelSource source,
      Reconciliation reconciliation) {
    return new FollowCalls(pbxs, watched, life, source, reconciliation::inSync);
  }

  @Produces
  @Singleton
  StartRecording start(
      LivePbxs pbxs,
      ChannelFinder finder,
      WatchedCalls watched,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      RecordingLife life,
      AudioVault vault,
      Transactions transactions,
      RecordingIds ids,
      AlwaysPrivate alwaysPrivate,
      Audit audit,
      InstantSource clock,
      RequestMetrics requests) {
    return requests.timedStart(
        new StartRecordingService(
            new StartRecordingService.World(
                pbxs,
                finder,
                watched,
                locks,
                calls,
                recordings,
                control,
                life,
                vault,
                transactions,
                ids,
                alwaysPrivate,
                audit,
                clock)));
  }

  @Produces
  @Singleton
  StopRecording stop(
      LivePbxs pbxs,
      ChannelFinder finder,
      WatchedCalls watched,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      Finaliser finaliser,
      Continuations continuations,
      Audit audit,
      RequestMetrics requests) {
    return requests.timedStop(
        new StopRecordingService(
            pbxs,
            finder,
            watched,
            locks,
            calls,
            recordings,
            control,
            finaliser,
            continuations,
            audit));
  }

  @Produces
  @Singleton
  Ongoing ongoing(LivePbxs pbxs, WatchedCalls watched, InstantSource clock) {
    return new Ongoing(pbxs, watched, clock);
  }

  @Produces
  @Singleton
  RetrieveRecording retrieve(
      LivePbxs pbxs,
      Ongoing ongoing,
      Recordings recordings,
      Users users,
      AudioVault vault,
      Changes changes,
      Audit audit,
      InstantSource clock,
      RequestMetrics requests) {
    return requests.timedRetrieve(
        new RetrieveRecordingService(
            pbxs, ongoing, recordings, users, vault, changes, audit, clock));
  }

  @Produces
  @Singleton
  LegacyApi legacy(
      StartRecording start,
      StopRecording stop,
      RetrieveRecording retrieve,
      Audit audit,
      RecorderSettings settings) {
    return new LegacyApi(start, stop, retrieve, audit, withoutProof(settings), ringing(settings));
  }

  private static Following ringing(RecorderSettings settings) {
    return switch (settings.calls().ringing()) {
      case PHONE -> Following.ONE_PHONE;
      case CALL -> Following.ANY_PHONE;
    };
  }

  private static Set<LegacyMethod> withoutProof(RecorderSettings settings) {
    return settings.trust().methods().stream()
        .map(method -> LegacyMethod.named(method.wireName()).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Produces
  @Singleton
  AlwaysPrivate alwaysPrivate(RecorderSettings settings, Recordings recordings, Audit audit) {
    return new AlwaysPrivate(
        settings.privateExtensions().stream()
            .map(Extension::new)
            .collect(Collectors.toUnmodifiableSet()),
        settings.calls().privateByRinging(),
        recordings,
        audit);
  }

  @Produces
  @Singleton
  MarkRecording mark(
      CallLocks locks,
      Recordings recordings,
      AlwaysPrivate alwaysPrivate,
      Transactions transactions,
      Audit audit) {
    return new MarkRecordingService(locks, recordings, alwaysPrivate, transactions, audit);
  }

  @Produces
  @Singleton
  ListenToRecording listen(Ongoing ongoing, Recordings recordings, AudioVault vault, Audit audit) {
    return new ListenToRecordingService(ongoing, recordings, vault, audit);
  }

  @Produces
  @Singleton
  FindRecordings findRecordings(Recordings recordings, IngestHoldups holdups, Audit audit) {
    return new FindRecordingsService(recordings, holdups, audit);
  }

  @Produces
  @Singleton
  FindCalls findCalls(CallRecords calls, Audit audit) {
    return new FindCallsService(calls, audit);
  }

  @Produces
  @Singleton
  ReadAuditTrail readAuditTrail(AuditRecords records, Audit audit) {
    return new ReadAuditTrailService(records, audit);
  }

  @Produces
  @Singleton
  AdministerUsers administerUsers(
      SettingsInUse settings, UserRecords stored, Transactions transactions, Audit audit) {
    return new AdministerUsersService(
        new Derived<>(settings::now, SettingsPeople::users), stored, transactions, audit);
  }

  @Produces
  @Singleton
  ReloadSettings reloadSettings(
      SettingsInUse settings, FirstAdministrator administrator, Audit audit) {
    return new ReloadSettingsService(
        () -> {
          Reloaded reloaded = settings.reload();
          administrator.make();
          return reloaded;
        },
        audit);
  }

  @Produces
  @Singleton
  AdministerClients administerClients(
      SettingsInUse settings,
      Clients stored,
      Transactions transactions,
      Audit audit,
      InstantSource clock) {
    return new AdministerClientsService(
        new Derived<>(
            settings::now,
            now ->
                Stream.concat(
                        Stream.of(SettingsPeople.administrator()),
                        SettingsPeople.clients(now).stream())
                    .toList()),
        stored,
        new RandomSecrets(),
        transactions,
        audit,
        clock);
  }
}
