package org.openrecorder.bootstrap;

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
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ChannelSource;
import org.openrecorder.application.port.ClientRepository;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.KeyedTaskQueue;
import org.openrecorder.application.port.RecordingIdGenerator;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.ReloadableSettings.Reloaded;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.application.port.UserRepository;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.application.recording.CallEventHandler;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.application.recording.ChangeSignal;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.MarkRecording;
import org.openrecorder.application.recording.MarkRecordingService;
import org.openrecorder.application.recording.PbxRecording;
import org.openrecorder.application.recording.PrivateExtensionPolicy;
import org.openrecorder.application.recording.RecordingLifecycle;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StartRecordingService;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.application.recording.StopRecordingService;
import org.openrecorder.application.recording.TransferFollower;
import org.openrecorder.application.retrieval.ConversationCheck;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.retrieval.ListenToRecordingService;
import org.openrecorder.application.retrieval.RetrieveRecording;
import org.openrecorder.application.retrieval.RetrieveRecordingService;
import org.openrecorder.application.search.FindCalls;
import org.openrecorder.application.search.FindCallsService;
import org.openrecorder.application.search.FindRecordings;
import org.openrecorder.application.search.FindRecordingsService;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.TrackedCalls;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.metrics.MeteredAuditTrail;
import org.openrecorder.metrics.MeteredCallRecorder;
import org.openrecorder.metrics.MeteredDeniedAccessLog;
import org.openrecorder.metrics.RequestMetrics;
import org.openrecorder.settings.RecorderSettings;

/** Makes the use cases. One of each serves all doors and all threads. */
@Singleton
class UseCases {

  /** How long a caller may wait for a comparison of everything. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Produces
  @Singleton
  PbxRegistry pbxs(PbxLinks links) {
    return new PbxRegistry(links.names());
  }

  @Produces
  @Singleton
  ChannelSource source(PbxLinks links) {
    return links.source();
  }

  @Produces
  @Singleton
  ChannelFinder finder(PbxRegistry pbxs, ChannelSource source) {
    return new ChannelFinder(pbxs, source);
  }

  @Produces
  @Singleton
  CallRecorder recorder(PbxLinks links, MeterRegistry meters) {
    return new MeteredCallRecorder(meters, links.recorder());
  }

  @Produces
  @Singleton
  TrackedCalls watched() {
    return new TrackedCalls();
  }

  @Produces
  @Singleton
  CallLocks locks() {
    return new CallLocks();
  }

  @Produces
  @Singleton
  ChangeSignal changes() {
    return new ChangeSignal();
  }

  @Produces
  @Singleton
  Audit audit(AuditTrail trail, InstantSource clock, MeterRegistry meters) {
    return new Audit(new MeteredAuditTrail(meters, trail), clock);
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
        new MeteredDeniedAccessLog(meters, log),
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
  PbxRecording control(
      CallRecorder recorder,
      Spool spool,
      Recordings recordings,
      Transactions transactions,
      InstantSource clock) {
    return new PbxRecording(recorder, spool, recordings, transactions, clock);
  }

  @Produces
  @Singleton
  Finaliser finaliser(
      AudioArchive archive,
      Spool spool,
      Recordings recordings,
      KeyedTaskQueue tasks,
      ChangeSignal changes) {
    return new Finaliser(archive, spool, recordings, tasks, changes);
  }

  @Produces
  @Singleton
  TransferFollower continuations(
      PbxRegistry pbxs,
      TrackedCalls trackedCalls,
      CallLocks locks,
      Recordings recordings,
      PbxRecording pbxRecording,
      Finaliser finaliser,
      KeyedTaskQueue tasks,
      RecordingIdGenerator ids,
      RecorderSettings settings,
      InstantSource clock) {
    return new TransferFollower(
        new TransferFollower.World(
            pbxs, trackedCalls, locks, recordings, pbxRecording, finaliser, tasks, ids, clock),
        settings.calls().conversationGap());
  }

  @Produces
  @Singleton
  RecordingLifecycle life(
      PbxRegistry pbxs,
      TrackedCalls trackedCalls,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording pbxRecording,
      CallRecorder recorder,
      Spool spool,
      Finaliser finaliser,
      KeyedTaskQueue tasks,
      TransferFollower transfers,
      PrivateExtensionPolicy alwaysPrivate,
      Transactions transactions,
      InstantSource clock) {
    return new RecordingLifecycle(
        new RecordingLifecycle.World(
            pbxs,
            trackedCalls,
            source,
            locks,
            calls,
            recordings,
            pbxRecording,
            recorder,
            spool,
            finaliser,
            tasks,
            transfers,
            alwaysPrivate,
            transactions,
            clock));
  }

  @Produces
  @Singleton
  Reconciliation reconciliation(
      PbxRegistry pbxs,
      TrackedCalls trackedCalls,
      ChannelSource source,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording pbxRecording,
      RecordingLifecycle life,
      CallRecorder recorder,
      Spool spool,
      AudioArchive archive,
      ArchiveInventory inventory,
      Finaliser finaliser,
      KeyedTaskQueue tasks,
      ChangeSignal changes,
      Audit audit,
      InstantSource clock) {
    return new Reconciliation(
        new Reconciliation.World(
            pbxs,
            trackedCalls,
            source,
            locks,
            calls,
            recordings,
            pbxRecording,
            life,
            recorder,
            spool,
            archive,
            inventory,
            finaliser,
            tasks,
            changes,
            audit,
            clock),
        PATIENCE);
  }

  @Produces
  @Singleton
  PbxEventListener feed(
      PbxRegistry pbxs,
      TrackedCalls trackedCalls,
      RecordingLifecycle life,
      ChannelSource source,
      Reconciliation reconciliation) {
    return new CallEventHandler(pbxs, trackedCalls, life, source, reconciliation::inSync);
  }

  @Produces
  @Singleton
  StartRecording start(
      PbxRegistry pbxs,
      ChannelFinder finder,
      TrackedCalls trackedCalls,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording pbxRecording,
      RecordingLifecycle life,
      AudioArchive archive,
      Transactions transactions,
      RecordingIdGenerator ids,
      PrivateExtensionPolicy alwaysPrivate,
      Audit audit,
      InstantSource clock,
      RequestMetrics requests) {
    return requests.timedStart(
        new StartRecordingService(
            new StartRecordingService.World(
                pbxs,
                finder,
                trackedCalls,
                locks,
                calls,
                recordings,
                pbxRecording,
                life,
                archive,
                transactions,
                ids,
                alwaysPrivate,
                audit,
                clock)));
  }

  @Produces
  @Singleton
  StopRecording stop(
      PbxRegistry pbxs,
      ChannelFinder finder,
      TrackedCalls trackedCalls,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      PbxRecording pbxRecording,
      Finaliser finaliser,
      TransferFollower transfers,
      Audit audit,
      RequestMetrics requests) {
    return requests.timedStop(
        new StopRecordingService(
            pbxs,
            finder,
            trackedCalls,
            locks,
            calls,
            recordings,
            pbxRecording,
            finaliser,
            transfers,
            audit));
  }

  @Produces
  @Singleton
  ConversationCheck ongoing(PbxRegistry pbxs, TrackedCalls trackedCalls, InstantSource clock) {
    return new ConversationCheck(pbxs, trackedCalls, clock);
  }

  @Produces
  @Singleton
  RetrieveRecording retrieve(
      PbxRegistry pbxs,
      ConversationCheck ongoing,
      Recordings recordings,
      UserDirectory users,
      AudioArchive archive,
      ChangeSignal changes,
      Audit audit,
      InstantSource clock,
      RequestMetrics requests) {
    return requests.timedRetrieve(
        new RetrieveRecordingService(
            pbxs, ongoing, recordings, users, archive, changes, audit, clock));
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

  private static FollowRule ringing(RecorderSettings settings) {
    return switch (settings.calls().ringing()) {
      case PHONE -> FollowRule.ONE_PHONE;
      case CALL -> FollowRule.ANY_PHONE;
    };
  }

  private static Set<LegacyMethod> withoutProof(RecorderSettings settings) {
    return settings.trust().methods().stream()
        .map(method -> LegacyMethod.named(method.wireName()).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Produces
  @Singleton
  PrivateExtensionPolicy alwaysPrivate(
      RecorderSettings settings, Recordings recordings, Audit audit) {
    return new PrivateExtensionPolicy(
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
      PrivateExtensionPolicy alwaysPrivate,
      Transactions transactions,
      Audit audit) {
    return new MarkRecordingService(locks, recordings, alwaysPrivate, transactions, audit);
  }

  @Produces
  @Singleton
  ListenToRecording listen(
      ConversationCheck ongoing, Recordings recordings, AudioArchive archive, Audit audit) {
    return new ListenToRecordingService(ongoing, recordings, archive, audit);
  }

  @Produces
  @Singleton
  FindRecordings findRecordings(Recordings recordings, RecordedIngestDelays delays, Audit audit) {
    return new FindRecordingsService(recordings, delays, audit);
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
      SettingsInUse settings, UserRepository stored, Transactions transactions, Audit audit) {
    return new AdministerUsersService(
        new Derived<>(settings::now, ConfiguredAccounts::users), stored, transactions, audit);
  }

  @Produces
  @Singleton
  ReloadSettings reloadSettings(
      SettingsInUse settings, AdministratorBootstrap administrator, Audit audit) {
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
      ClientRepository stored,
      Transactions transactions,
      Audit audit,
      InstantSource clock) {
    return new AdministerClientsService(
        new Derived<>(
            settings::now,
            now ->
                Stream.concat(
                        Stream.of(ConfiguredAccounts.administrator()),
                        ConfiguredAccounts.clients(now).stream())
                    .toList()),
        stored,
        new RandomSecretGenerator(),
        transactions,
        audit,
        clock);
  }
}
