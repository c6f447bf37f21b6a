package org.openrecorder.bootstrap;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;
import org.openrecorder.settings.SecurityCheck;

/** Starts what runs by itself when the server is there, and ends it in the reverse order. */
@Singleton
class Lifecycle {

  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  private final RecorderSettings settings;
  private final Reconciliation reconciliation;
  private final PeriodicTask schedule;
  private final PbxLinks links;
  private final PbxEventListener feed;
  private final KeyedExecutor tasks;
  private final AdministratorBootstrap administrator;
  private final PbxWatch pbxs;
  private final PasswordReset passwordReset;
  private final WarmUp warmUp;
  private final DiskWatch disks;
  private final MetricBindings figures;
  private final AuditSealingTask sealing;
  private final KeyRefresh keys;
  private final DenialWriter denials;

  @Inject
  Lifecycle(
      RecorderSettings settings,
      Reconciliation reconciliation,
      PeriodicTask schedule,
      PbxLinks links,
      PbxEventListener feed,
      KeyedExecutor tasks,
      AdministratorBootstrap administrator,
      PbxWatch pbxs,
      PasswordReset passwordReset,
      WarmUp warmUp,
      DiskWatch disks,
      MetricBindings figures,
      AuditSealingTask sealing,
      KeyRefresh keys,
      DenialWriter denials) {
    this.settings = settings;
    this.reconciliation = reconciliation;
    this.schedule = schedule;
    this.links = links;
    this.feed = feed;
    this.tasks = tasks;
    this.administrator = administrator;
    this.pbxs = pbxs;
    this.passwordReset = passwordReset;
    this.warmUp = warmUp;
    this.disks = disks;
    this.figures = figures;
    this.sealing = sealing;
    this.keys = keys;
    this.denials = denials;
  }

  void start(@Observes Startup event) {
    tasks.submit(warmUp, warmUp::run);
    tasks.submit(administrator, administrator::make);
    tasks.submit(reconciliation, reconciliation::atStart);
    passwordReset.start();
    disks.start();
    figures.start();
    sealing.start();
    keys.start();
    denials.start();
    links.start(feed);
    pbxs.start();
    schedule.start(reconciliation::onSchedule);
    settings.trustedNetworks().forEach(this::warnOf);
    settings
        .encryption()
        .key()
        .ifPresent(key -> LOG.log(Level.INFO, "new audio is encrypted, by master key {0}", key));
    selfCheck();
    LOG.log(
        Level.INFO,
        "recording API at {0}://{1}:{2}/servicemanager/services/njadmin-api-recording, PBXs: {3}",
        settings.http().tls().isPresent() ? "https" : "http",
        settings.http().address(),
        Integer.toString(settings.http().port()),
        links.names());
  }

  private void selfCheck() {
    List<SecurityCheck.Finding> findings = SecurityCheck.of(settings, Instant.now());
    Level level = findings.isEmpty() ? Level.INFO : Level.WARNING;
    SecurityCheck.table(findings).forEach(line -> LOG.log(level, line));
  }

  private void warnOf(Network network) {
    LOG.log(
        Level.WARNING,
        "TRUSTED NETWORK: a request from {0} needs no credentials and may call {1} as {2}",
        network,
        settings.trust().methods().stream().map(TrustedMethod::wireName).toList(),
        settings.trust().client().orElse("a client without limits"));
  }

  void stop(@Observes Shutdown event) {
    schedule.close();
    pbxs.close();
    links.close();
    tasks.close();
    passwordReset.close();
    disks.close();
    keys.close();
    figures.close();
    denials.close();
    sealing.close();
  }
}
