package org.openrecorder.application.reconciliation;

import java.util.Optional;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioArchive;
import org.openrecorder.application.port.AudioArchive.IngestResult;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.recording.ChangeSignal;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.Archived;
import org.openrecorder.domain.recording.RecordingState.Cancelling;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.RecordingState.InProgress;
import org.openrecorder.domain.recording.RecordingState.Requested;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * Compares the files in a spool with the rows: takes in what was left there, and quarantines what
 * belongs to nothing. A row is stored before its file can come into being, so a file without a row
 * is never one of a recording that is just being begun. Nothing is deleted before the archive has
 * every byte of it.
 */
final class SpoolComparison {

  private static final String BUSY = "; it stays there as the PBX may still be writing it";

  private final Recordings recordings;
  private final Spool spool;
  private final AudioArchive archive;
  private final ArchiveInventory inventory;
  private final ChangeSignal changes;
  private final ReconciliationTasks tasks;

  SpoolComparison(Reconciliation.World world, ReconciliationTasks tasks) {
    this.recordings = world.recordings();
    this.spool = world.spool();
    this.archive = world.archive();
    this.inventory = world.inventory();
    this.changes = world.changes();
    this.tasks = tasks;
  }

  void compare(PbxName pbx, ReconciliationRun run) {
    Spool.Listing listing = spool.list(pbx);
    run.looked("spoolFiles", listing.ours().size());
    run.looked("foreignFiles", listing.foreign());
    if (!listing.complete()) {
      run.notLooked("the spool of " + pbx + " has more files than one run looks at");
    }
    listing.ours().forEach(recording -> compare(pbx, recording, run));
  }

  private void compare(PbxName pbx, RecordingId id, ReconciliationRun run) {
    Optional<RecordingSegment> listed = find(id);
    if (listed.isEmpty()) {
      tasks.bestEffort(run, id, () -> compareUnknown(pbx, id, run));
    } else if (isOver(listed.get()) && listed.get().pbx().equals(pbx)) {
      tasks.bestEffort(run, listed.get().call(), () -> compareKnown(id, run));
    }
  }

  private Optional<RecordingSegment> find(RecordingId id) {
    return recordings.find(id).map(RecordingWithCall::segment);
  }

  private static boolean isOver(RecordingSegment segment) {
    return switch (segment.state()) {
      case Requested requested -> false;
      case InProgress running -> false;
      case Cancelling cancelled -> false;
      case Finalising finalising -> false;
      case Archived kept -> true;
      case EndedWithoutAudio ended -> true;
    };
  }

  private void compareUnknown(PbxName pbx, RecordingId id, ReconciliationRun run) {
    if (find(id).isEmpty() && spool.has(pbx, id)) {
      Finding found =
          Finding.ofFile(
              FindingKind.UNKNOWN_FILE,
              Optional.of(pbx),
              id,
              "no recording is stored for this file");
      run.add(
          inventory.atRest(pbx, id)
              ? Finding.ofFile(found.kind(), found.pbx(), id, found.done() + quarantine(pbx, id))
              : Finding.ofFile(found.kind(), found.pbx(), id, found.done() + BUSY).leftOpen());
    }
  }

  private String quarantine(PbxName pbx, RecordingId id) {
    String place = inventory.quarantine(pbx, id);
    spool.remove(pbx, id);
    return "; it lies in the archive as " + place + " now";
  }

  private void compareKnown(RecordingId id, ReconciliationRun run) {
    find(id)
        .filter(segment -> isOver(segment) && spool.has(segment.pbx(), id))
        .ifPresent(segment -> run.add(compareEnded(segment)));
  }

  private Finding compareEnded(RecordingSegment segment) {
    if (!inventory.atRest(segment.pbx(), segment.id())) {
      return Finding.open(
          FindingKind.LEFTOVER, segment, "a file of this ended recording is in the spool" + BUSY);
    }
    return segment.state() instanceof Archived kept
        ? leftover(segment, kept.stored())
        : takeIn(segment);
  }

  private Finding leftover(RecordingSegment segment, StoredAudio stored) {
    if (inventory.holds(segment.pbx(), segment.id(), stored)) {
      spool.remove(segment.pbx(), segment.id());
      return Finding.repaired(
          FindingKind.LEFTOVER,
          segment,
          "the archive has all of this file; deleted from the spool");
    }
    return Finding.repaired(
        FindingKind.LEFTOVER,
        segment,
        "the archive has other audio of this recording than this file"
            + quarantine(segment.pbx(), segment.id()));
  }

  private Finding takeIn(RecordingSegment segment) {
    return switch (archive.ingest(segment.pbx(), segment.id())) {
      case IngestResult.Stored(StoredAudio audio, Optional<String> flaw) ->
          recovered(segment.recovered(audio, flaw));
      case IngestResult.NoAudio none -> {
        spool.remove(segment.pbx(), segment.id());
        yield Finding.repaired(
            FindingKind.LEFTOVER,
            segment,
            "the file had not a single sample; deleted from the spool");
      }
      case IngestResult.Missing missing ->
          Finding.open(FindingKind.LEFTOVER, segment, "the file went while it was looked at");
      case IngestResult.Unusable(String why) ->
          Finding.repaired(
              FindingKind.LEFTOVER,
              segment,
              "nothing plays in this file (" + why + ")" + quarantine(segment.pbx(), segment.id()));
    };
  }

  private Finding recovered(RecordingSegment recovered) {
    recordings.saveState(recovered);
    spool.remove(recovered.pbx(), recovered.id());
    changes.signal();
    return Finding.repaired(
        FindingKind.TAKEN_IN,
        recovered,
        "it is " + recovered.state().name() + " now: " + recovered.state().reason().orElse(""));
  }
}
