package org.openrecorder.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.Spool;
import org.openrecorder.bootstrap.PbxTroubles.Kind;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;

/** A spool of which it is told when a PBX says yes to a recording and writes no file. */
final class ConfirmingSpool implements Spool {

  private final Spool spool;
  private final PbxTroubles troubles;

  ConfirmingSpool(Spool spool, PbxTroubles troubles) {
    this.spool = spool;
    this.troubles = troubles;
  }

  @Override
  public boolean await(PbxName pbx, RecordingId recording, Duration bound) {
    boolean there = spool.await(pbx, recording, bound);
    troubles.set(pbx, Kind.NO_FILE, there ? List.of() : List.of(noFile(pbx)));
    return there;
  }

  private String noFile(PbxName pbx) {
    return "it said yes to a recording and no file appeared" + spool.place(pbx);
  }

  @Override
  public boolean has(PbxName pbx, RecordingId recording) {
    return spool.has(pbx, recording);
  }

  @Override
  public String place(PbxName pbx) {
    return spool.place(pbx);
  }

  @Override
  public Optional<Found> look(PbxName pbx, RecordingId recording) {
    return spool.look(pbx, recording);
  }

  @Override
  public boolean closed(PbxName pbx, RecordingId recording) {
    return spool.closed(pbx, recording);
  }

  @Override
  public Listing list(PbxName pbx) {
    return spool.list(pbx);
  }

  @Override
  public void remove(PbxName pbx, RecordingId recording) {
    spool.remove(pbx, recording);
  }
}
