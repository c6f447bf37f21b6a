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
import org.openrecorder.application.composition.Ports;
import org.openrecorder.application.composition.RecorderApplication;
import org.openrecorder.application.composition.RecordingRules;
import org.openrecorder.application.denial.AccessDenials;
import org.openrecorder.application.denial.ClientDenials;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.legacy.LegacyMethod;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AuditRecords;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
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
import org.openrecorder.application.recording.MarkRecording;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.retrieval.RetrieveRecording;
import org.openrecorder.application.search.FindCalls;
import org.openrecorder.application.search.FindRecordings;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.metrics.MeteredAuditTrail;
import org.openrecorder.metrics.MeteredCallRecorder;
import org.openrecorder.metrics.MeteredDeniedAccessLog;
import org.openrecorder.metrics.RequestMetrics;
import org.openrecorder.settings.RecorderSettings;

/** Makes the use cases. One of each serves all endpoints and all threads. */
@Singleton
class UseCases {

  /** How long a caller may wait for a comparison of everything. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The ports on the side of the PBXs. */
  @Produces
  @Singleton
  Ports.Pbx pbx(PbxLinks links, Spool spool, MeterRegistry meters) {
    return new Ports.Pbx(links.source(), new MeteredCallRecorder(meters, links.recorder()), spool);
  }

  @Produces
  @Singleton
  Ports.Audio audio(AudioArchive archive, ArchiveInventory inventory, RecordedIngestDelays delays) {
    return new Ports.Audio(archive, inventory, delays);
  }

  @Produces
  @Singleton
  Ports.Store store(CallRecords calls, Recordings recordings, Transactions transactions) {
    return new Ports.Store(calls, recordings, transactions);
  }

  @Produces
  @Singleton
  Ports.Host host(KeyedTaskQueue tasks, RecordingIdGenerator ids, InstantSource clock) {
    return new Ports.Host(tasks, ids, clock);
  }

  @Produces
  @Singleton
  RecordingRules rules(RecorderSettings settings) {
    return new RecordingRules(
        settings.pbxs().stream().map(pbx -> new PbxName(pbx.name())).toList(),
        settings.privateExtensions().stream()
            .map(Extension::new)
            .collect(Collectors.toUnmodifiableSet()),
        settings.calls().privateByRinging(),
        settings.calls().conversationGap(),
        PATIENCE);
  }

  @Produces
  @Singleton
  RecorderApplication application(
      Ports.Pbx pbx,
      Ports.Audio audio,
      Ports.Store store,
      Ports.Host host,
      UserDirectory users,
      RecordingRules rules,
      Audit audit) {
    return new RecorderApplication(new Ports(pbx, audio, store, host, users), rules, audit);
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
  PbxRegistry pbxs(RecorderApplication application) {
    return application.pbxs();
  }

  @Produces
  @Singleton
  PbxEventListener pbxEvents(RecorderApplication application) {
    return application.pbxEvents();
  }

  @Produces
  @Singleton
  Reconciliation reconciliation(RecorderApplication application) {
    return application.reconciliation();
  }

  @Produces
  @Singleton
  StartRecording start(RecorderApplication application, RequestMetrics requests) {
    return requests.timedStart(application.start());
  }

  @Produces
  @Singleton
  StopRecording stop(RecorderApplication application, RequestMetrics requests) {
    return requests.timedStop(application.stop());
  }

  @Produces
  @Singleton
  RetrieveRecording retrieve(RecorderApplication application, RequestMetrics requests) {
    return requests.timedRetrieve(application.retrieve());
  }

  @Produces
  @Singleton
  MarkRecording mark(RecorderApplication application) {
    return application.mark();
  }

  @Produces
  @Singleton
  ListenToRecording listen(RecorderApplication application) {
    return application.listen();
  }

  @Produces
  @Singleton
  FindRecordings findRecordings(RecorderApplication application) {
    return application.findRecordings();
  }

  @Produces
  @Singleton
  FindCalls findCalls(RecorderApplication application) {
    return application.findCalls();
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
