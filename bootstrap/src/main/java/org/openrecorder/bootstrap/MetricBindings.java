package org.openrecorder.bootstrap;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.reconciliation.FindingKind;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.archive.DiskState;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.metrics.Gauges;
import org.openrecorder.persistence.AuditSealer;

/**
 * What can be read off the running server at any time: links, live channels, queues, recordings by
 * state, findings, disks.
 */
@Singleton
class MetricBindings {

  private static final String PBX = "pbx";

  private static final List<String> STATES =
      List.of(
          RecordingStateCounts.AVAILABLE,
          "requested",
          "withdrawn",
          "recording",
          "finalising",
          "interrupted",
          "empty",
          "damaged",
          "failed");

  private final Gauges gauges;
  private final PbxLinks links;
  private final PbxTroubles troubles;
  private final PbxRegistry pbxs;
  private final KeyedExecutor tasks;
  private final Reconciliation reconciliation;
  private final Disks disks;
  private final RecordingStateCounts census;
  private final AuditSealingTask sealing;
  private final AuditSealer sealer;

  @Inject
  MetricBindings(
      MeterRegistry meters,
      PbxLinks links,
      PbxTroubles troubles,
      PbxRegistry pbxs,
      KeyedExecutor tasks,
      Reconciliation reconciliation,
      Disks disks,
      RecordingStateCounts census,
      AuditSealingTask sealing,
      AuditSealer sealer) {
    this.gauges = new Gauges(meters);
    this.links = links;
    this.troubles = troubles;
    this.pbxs = pbxs;
    this.tasks = tasks;
    this.reconciliation = reconciliation;
    this.disks = disks;
    this.census = census;
    this.sealing = sealing;
    this.sealer = sealer;
  }

  /** Lets them be read from now on. */
  void start() {
    links.names().forEach(this::ofPbx);
    disks.states().forEach(this::ofDisk);
    STATES.forEach(this::ofState);
    List.of(FindingKind.values()).forEach(this::ofKind);
    gauges.level(
        "openrecorder.background.work",
        "Work in the background that waits or is being done",
        tasks::inHand);
    gauges.level(
        "openrecorder.audit.unsealed.seconds",
        "Time since every row of the audit trail was linked to the chain",
        sealing::age);
    gauges.total(
        "openrecorder.audit.tampered",
        "Rows and seals of the audit trail that were found not to be of this server, each once",
        sealer::tampered);
    census.start();
  }

  private void ofPbx(PbxName pbx) {
    String name = pbx.value();
    gauges.level(
        "openrecorder.pbx.in.sync",
        "1 if the link to the PBX is up and the live picture of it is whole",
        () -> links.state(pbx).inSync() ? 1 : 0,
        PBX,
        name);
    gauges.level(
        "openrecorder.pbx.trouble",
        "1 if a mistake in the set-up of the PBX is known, which the health check tells",
        () -> troubles.of(pbx).isEmpty() ? 0 : 1,
        PBX,
        name);
    gauges.level("openrecorder.channels", "Live channels", () -> pbxs.of(pbx).size(), PBX, name);
    gauges.level(
        "openrecorder.events.waiting",
        "Events of the PBX that wait to be taken in",
        () -> links.traffic(pbx).waiting(),
        PBX,
        name);
    gauges.level(
        "openrecorder.events.lag.seconds",
        "Age of the oldest event that is not taken in",
        () -> seconds(links.traffic(pbx).lag()),
        PBX,
        name);
    gauges.total(
        "openrecorder.events",
        "Events of the PBX, those thrown away included",
        () -> links.traffic(pbx).heard(),
        PBX,
        name);
    gauges.total(
        "openrecorder.events.dropped",
        "Events thrown away because they came faster than they were taken in",
        () -> links.state(pbx).droppedEvents(),
        PBX,
        name);
    gauges.total(
        "openrecorder.events.unreadable",
        "Events of the PBX that could not be read; its channels were compared each time",
        () -> links.state(pbx).unreadableEvents(),
        PBX,
        name);
    gauges.total(
        "openrecorder.channels.corrected",
        "Channels that were other than events had told when the PBX listed them",
        () -> links.state(pbx).corrections(),
        PBX,
        name);
    gauges.level(
        "openrecorder.channels.unreadable",
        "Channels of the PBX that cannot be read and cannot be recorded",
        () -> links.state(pbx).unreadableChannels(),
        PBX,
        name);
    gauges.total(
        "openrecorder.pbx.reconnects",
        "Times that the link was made again after it had been up",
        () -> links.state(pbx).reconnects(),
        PBX,
        name);
  }

  private static double seconds(Duration time) {
    return (double) time.toNanos() / Duration.ofSeconds(1).toNanos();
  }

  private void ofDisk(DiskState disk) {
    String[] labels = {
      "disk",
      disk.use().name().toLowerCase(Locale.ROOT),
      PBX,
      disk.spoolOf().map(PbxName::value).orElse("")
    };
    gauges.level(
        "openrecorder.disk.free.bytes",
        "Space that recordings may still use; 0 if the directory is not there",
        () -> now(disk).freeBytes(),
        labels);
    gauges.level(
        "openrecorder.disk.short",
        "1 if no recording starts that needs the disk",
        () -> now(disk).condition() == DiskState.Condition.ROOM ? 0 : 1,
        labels);
  }

  private DiskState now(DiskState disk) {
    return disks.states().stream()
        .filter(now -> now.name().equals(disk.name()))
        .findFirst()
        .orElse(disk);
  }

  private void ofState(String state) {
    gauges.level(
        "openrecorder.recordings",
        "Recordings in that state",
        () -> census.count(state),
        "state",
        state);
  }

  private void ofKind(FindingKind kind) {
    gauges.total(
        "openrecorder.reconciliation.findings",
        "What comparing rows, PBXs, spools and archive has found, each thing once",
        () -> reconciliation.found(kind),
        "kind",
        kind.name());
  }

  void close() {
    census.close();
  }
}
