package org.openrecorder.application.reconciliation;

import java.util.Optional;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.AudioVault.Deposit;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Spool;
import org.openrecorder.application.recording.Changes;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState.Ended;
import org.openrecorder.domain.recording.RecordingState.Finalising;
import org.openrecorder.domain.recording.RecordingState.Kept;
import org.openrecorder.domain.recording.RecordingState.Requested;
import org.openrecorder.domain.recording.RecordingState.Running;
import org.openrecorder.domain.recording.RecordingState.Withdrawn;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * Compares the files in a spool with the rows: takes in what was left there, and puts aside what
 * belongs to nothing. A row is stored before its file can come into being, so a file without a row
 * is never one of a recording that is just being begun. Nothing is deleted before the archive has
 * every byte of it.
 */
final class SpoolComparison {

  private static final String BUSY = "; it stays there as the PBX may still be writing it";

  private final Recordings recordings;
  private final Spool spool;
  private final AudioVault vault;
  private final ArchiveInventory inventory;
  private final Changes changes;
  private final Errands errands;

  SpoolComparison(Reconciliation.World world, Errands errands) {
    this.recordings = world.recordings();
    this.spool = world.spool();
    this.vault = world.vault();
    this.inventory = world.inventory();
    this.changes = world.changes();
    this.errands = errands;
  }

  void compare(PbxName pbx, Run run) {
    Spool.Listing listing = spool.list(pbx);
    run.looked("spoolFiles", listing.ours().size());
    run.looked("foreignFiles", listing.foreign());
    if (!listing.complete()) {
      run.notLooked("the spool of " + pbx + " has more files than one run looks at");
    }
    listing.ours().forEach(recording -> compare(pbx, recording, run));
  }

  private void compare(PbxName pbx, RecordingId id, Run run) {
    Optional<Recording> listed = find(id);
    if (listed.isEmpty()) {
      errands.may(run, id, () -> compareUnknown(pbx, id, run));
    } else if (isOver(listed.get()) && listed.get().pbx().equals(pbx)) {
      errands.may(run, listed.get().call(), () -> compareKnown(id, run));
    }
  }

  private Optional<Recording> find(RecordingId id) {
    return recordings.find(id).map(RecordedCall::recording);
  }

  private static boolean isOver(Recording recording) {
    return switch (recording.state()) {
      case Requested requested -> false;
      case Running running -> false;
      case Withdrawn withdrawn -> false;
      case Finalising finalising -> false;
      case Kept kept -> true;
      case Ended ended -> true;
    };
  }

  private void compareUnknown(PbxName pbx, RecordingId id, Run run) {
    if (find(id).isEmpty() && spool.has(pbx, id)) {
      Finding found =
          Finding.ofFile(
              Kind.UNKNOWN_FILE, Optional.of(pbx), id, "no recording is stored for this file");
      run.add(
          inventory.atRest(pbx, id)
              ? Finding.ofFile(found.kind(), found.pbx(), id, found.done() + putAside(pbx, id))
              : Finding.ofFile(found.kind(), found.pbx(), id, found.done() + BUSY).leftOpen());
    }
  }

  private String putAside(PbxName pbx, RecordingId id) {
    String place = inventory.putAside(pbx, id);
    spool.remove(pbx, id);
    return "; it lies in the archive as " + place + " now";
  }

  private void compareKnown(RecordingId id, Run run) {
    find(id)
        .filter(recording -> isOver(recording) && spool.has(recording.pbx(), id))
        .ifPresent(recording -> run.add(compareEnded(recording)));
  }

  private Finding compareEnded(Recording recording) {
    if (!inventory.atRest(recording.pbx(), recording.id())) {
      return Finding.open(
          Kind.LEFTOVER, recording, "a file of this ended recording is in the spool" + BUSY);
    }
    return recording.state() instanceof Kept kept
        ? leftover(recording, kept.stored())
        : takeIn(recording);
  }

  private Finding leftover(Recording recording, StoredAudio stored) {
    if (inventory.holds(recording.pbx(), recording.id(), stored)) {
      spool.remove(recording.pbx(), recording.id());
      return Finding.repaired(
          Kind.LEFTOVER, recording, "the archive has all of this file; deleted from the spool");
    }
    return Finding.repaired(
        Kind.LEFTOVER,
        recording,
        "the archive has other audio of this recording than this file"
            + putAside(recording.pbx(), recording.id()));
  }

  private Finding takeIn(Recording recording) {
    return switch (vault.deposit(recording.pbx(), recording.id())) {
      case Deposit.Stored(StoredAudio audio, Optional<String> flaw) ->
          recovered(recording.recovered(audio, flaw));
      case Deposit.NoAudio none -> {
        spool.remove(recording.pbx(), recording.id());
        yield Finding.repaired(
            Kind.LEFTOVER, recording, "the file had not a single sample; deleted from the spool");
      }
      case Deposit.Missing missing ->
          Finding.open(Kind.LEFTOVER, recording, "the file went while it was looked at");
      case Deposit.Unusable(String why) ->
          Finding.repaired(
              Kind.LEFTOVER,
              recording,
              "nothing plays in this file ("
                  + why
                  + ")"
                  + putAside(recording.pbx(), recording.id()));
    };
  }

  private Finding recovered(Recording recovered) {
    recordings.saveState(recovered);
    spool.remove(recovered.pbx(), recovered.id());
    changes.signal();
    return Finding.repaired(
        Kind.TAKEN_IN,
        recovered,
        "it is " + recovered.state().name() + " now: " + recovered.state().reason().orElse(""));
  }
}
