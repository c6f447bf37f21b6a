package org.openrecorder.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.openrecorder.application.port.LivenessProbe;
import org.openrecorder.archive.SpoolAccess;
import org.openrecorder.bootstrap.PbxTroubles.Kind;
import org.openrecorder.domain.call.PbxName;

/** Looks for mistakes in the set-up of PBXs also while no client starts a recording. */
final class PbxWatch implements LivenessProbe, AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** A start that found no file is held against a PBX for so long, unless one finds a file. */
  private static final Duration UNTRIED = Duration.ofMinutes(1);

  /** Looks between two at the rights of files: a spool can be on a network. */
  private static final int SPOOL_EVERY = 6;

  private final PbxLinks links;
  private final SpoolAccess spools;
  private final PbxTroubles troubles;
  private final Watch watch;
  private int looks;

  PbxWatch(PbxLinks links, SpoolAccess spools, PbxTroubles troubles, ThreadFactory threads) {
    this.links = links;
    this.spools = spools;
    this.troubles = troubles;
    this.watch = new Watch(this::look, PAUSE, threads);
  }

  void start() {
    watch.start();
  }

  private void look() {
    boolean spoolsToo = looks++ % SPOOL_EVERY == 0;
    for (PbxName pbx : links.names()) {
      troubles.set(pbx, Kind.RIGHTS, links.problems(pbx));
      troubles.forget(pbx, Kind.NO_FILE, UNTRIED);
      if (spoolsToo) {
        troubles.set(pbx, Kind.SPOOL, spools.problem(pbx).map(List::of).orElse(List.of()));
      }
    }
  }

  @Override
  public Optional<String> end() {
    return watch.end();
  }

  @Override
  public void close() {
    watch.close();
  }
}
