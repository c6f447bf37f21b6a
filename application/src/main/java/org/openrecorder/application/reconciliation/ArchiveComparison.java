package org.openrecorder.application.reconciliation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.ArchiveInventory;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.StoredAudio;

/**
 * Compares the rows of kept recordings with the archive, and the archive with the rows. It looks
 * for files and at their sizes; whether their bytes are right is checked whenever they are read.
 * One run looks at so many, the newest first, and the next goes on where it stopped.
 */
final class ArchiveComparison {

  private static final int PAGE = 1_000;

  private final Recordings recordings;
  private final ArchiveInventory inventory;
  private final int most;
  private Optional<Page.Cursor> nextRows = Optional.empty();
  private Optional<String> nextPart = Optional.empty();

  /**
   * A comparison.
   *
   * @param most how many rows, and how many files, one run looks at
   */
  ArchiveComparison(Reconciliation.World world, int most) {
    this.recordings = world.recordings();
    this.inventory = world.inventory();
    this.most = most;
  }

  synchronized void compare(ReconciliationRun run) {
    compareRows(run);
    compareFiles(run);
  }

  private void compareRows(ReconciliationRun run) {
    int looked = 0;
    do {
      Page<RecordingSegment> page = recordings.archived(nextRows, PAGE);
      page.items().forEach(segment -> compare(segment, run));
      looked += page.items().size();
      nextRows = page.next();
    } while (nextRows.isPresent() && looked < most);
    run.looked("archived", looked);
    if (nextRows.isPresent()) {
      run.notLooked("older recordings than these; the next run goes on there");
    }
  }

  private void compare(RecordingSegment segment, ReconciliationRun run) {
    segment.state().audio().ifPresent(audio -> compare(segment, audio, run));
  }

  private void compare(RecordingSegment segment, StoredAudio audio, ReconciliationRun run) {
    switch (inventory.look(audio)) {
      case THERE -> {}
      case MISSING ->
          run.add(
              Finding.open(
                  FindingKind.ARCHIVE_MISSING, segment, "the archive has no " + audio.path()));
      case OTHER_SIZE ->
          run.add(
              Finding.open(
                  FindingKind.ARCHIVE_CHANGED,
                  segment,
                  audio.path() + " has not its " + audio.bytes() + " bytes"));
    }
  }

  private void compareFiles(ReconciliationRun run) {
    long looked = 0;
    Iterator<String> parts = partsToLookAt().iterator();
    nextPart = Optional.empty();
    while (parts.hasNext() && looked < most) {
      looked += compareFiles(parts.next(), run);
    }
    run.looked("archiveFiles", looked);
    inventory
        .links()
        .forEach(
            name ->
                run.notLooked(
                    name
                        + " in the archive: it is a link, and none below the archive is followed"));
    if (parts.hasNext()) {
      nextPart = Optional.of(parts.next());
      run.notLooked(
          "files of the archive up to " + nextPart.get() + "; the next run goes on there");
    }
  }

  private List<String> partsToLookAt() {
    List<String> all = inventory.parts();
    int from = nextPart.map(all::indexOf).orElse(0);
    return all.subList(Math.max(from, 0), all.size());
  }

  private int compareFiles(String part, ReconciliationRun run) {
    List<RecordingId> files = inventory.in(part);
    for (int at = 0; at < files.size(); at += PAGE) {
      List<RecordingId> some =
          new ArrayList<>(files.subList(at, Math.min(at + PAGE, files.size())));
      some.removeAll(recordings.known(some));
      some.forEach(id -> run.add(unknown(part, id)));
    }
    return files.size();
  }

  private static Finding unknown(String part, RecordingId id) {
    return Finding.ofFile(
            FindingKind.ARCHIVE_UNKNOWN,
            Optional.empty(),
            id,
            "no recording is stored for this file of " + part + " in the archive")
        .leftOpen();
  }
}
