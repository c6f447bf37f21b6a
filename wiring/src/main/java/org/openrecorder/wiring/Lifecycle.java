package org.openrecorder.wiring;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.openrecorder.application.live.PbxFeed;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.settings.Network;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;
import org.openrecorder.settings.SelfCheck;

/** Starts what runs by itself when the server is there, and ends it in the reverse order. */
@Singleton
class Lifecycle {

  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  private final RecorderSettings settings;
  private final Reconciliation reconciliation;
  private final Schedule schedule;
  private final PbxLinks links;
  private final PbxFeed feed;
  private final Lanes background;
  private final FirstAdministrator administrator;
  private final WarmUp warmUp;
  private final DiskWatch disks;
  private final Figures figures;
  private final Sealing sealing;

  @Inject
  Lifecycle(
      RecorderSettings settings,
      Reconciliation reconciliation,
      Schedule schedule,
      PbxLinks links,
      PbxFeed feed,
      Lanes background,
      FirstAdministrator administrator,
      WarmUp warmUp,
      DiskWatch disks,
      Figures figures,
      Sealing sealing) {
    this.settings = settings;
    this.reconciliation = reconciliation;
    this.schedule = schedule;
    this.links = links;
    this.feed = feed;
    this.background = background;
    this.administrator = administrator;
    this.warmUp = warmUp;
    this.disks = disks;
    this.figures = figures;
    this.sealing = sealing;
  }

  void start(@Observes Startup event) {
    background.submit(warmUp, warmUp::run);
    background.submit(administrator, administrator::make);
    background.submit(reconciliation, reconciliation::atStart);
    disks.start();
    figures.start();
    sealing.start();
    links.start(feed);
    schedule.start(reconciliation::onSchedule);
    settings.trustedNetworks().forEach(this::warnOf);
    settings
        .encryption()
        .key()
        .ifPresent(key -> LOG.log(Level.INFO, "new audio is encrypted, by master key {0}", key));
    SelfCheck.table(SelfCheck.of(settings, Instant.now()))
        .forEach(line -> LOG.log(Level.WARNING, line));
    LOG.log(
        Level.INFO,
        "recording API at {0}://{1}:{2}/servicemanager/services/njadmin-api-recording, PBXs: {3}",
        settings.http().tls().isPresent() ? "https" : "http",
        settings.http().address(),
        Integer.toString(settings.http().port()),
        links.names());
  }

  private void warnOf(Network network) {
    LOG.log(
        Level.WARNING,
        "TRUSTED NETWORK: whoever calls from {0} needs no credentials and may call {1} as {2}",
        network,
        settings.trust().methods().stream().map(TrustedMethod::wireName).toList(),
        settings.trust().client().orElse("a client without limits"));
  }

  void stop(@Observes Shutdown event) {
    schedule.close();
    links.close();
    background.close();
    disks.close();
    figures.close();
    sealing.close();
  }
}
