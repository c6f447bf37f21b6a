package org.openrecorder.application.reconciliation;

import java.util.Optional;
import java.util.function.Consumer;
import org.openrecorder.domain.recording.MissingAudio;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState.Archived;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;

/** What has come of a recording that was found not to be where it should be. */
final class FindingClassifier {

  private static final String MISSED = "it ended without this server's knowing; ";

  private FindingClassifier() {}

  /** For a recording whose end was missed. */
  static Consumer<RecordingSegment> ofMissedEnd(ReconciliationRun run) {
    return told(run, true);
  }

  /** For a recording whose audio was left over. */
  static Consumer<RecordingSegment> ofLeftover(ReconciliationRun run) {
    return told(run, false);
  }

  /** The run lasts until it is told. */
  private static Consumer<RecordingSegment> told(ReconciliationRun run, boolean missed) {
    run.begin();
    return segment -> {
      finding(segment, missed).ifPresent(run::add);
      run.end();
    };
  }

  private static Optional<Finding> finding(RecordingSegment segment, boolean missed) {
    return kind(segment, missed)
        .map(kind -> Finding.repaired(kind, segment, done(segment, missed)));
  }

  private static Optional<FindingKind> kind(RecordingSegment segment, boolean missed) {
    Optional<FindingKind> usual = missed ? Optional.of(FindingKind.END_MISSED) : Optional.empty();
    return switch (segment.state()) {
      case Archived kept when kept.flaw().isPresent() -> Optional.of(flawed(kept));
      case Archived kept -> Optional.of(missed ? FindingKind.END_MISSED : FindingKind.TAKEN_IN);
      case EndedWithoutAudio ended -> ended(ended, missed);
      default -> usual;
    };
  }

  private static FindingKind flawed(Archived kept) {
    return MissingAudio.of(kept.since(), kept.until(), kept.stored().duration()).isPresent()
        ? FindingKind.SHORT
        : FindingKind.INTERRUPTED;
  }

  private static Optional<FindingKind> ended(EndedWithoutAudio ended, boolean missed) {
    return Optional.of(
        switch (ended.kind()) {
          case EMPTY -> missed ? FindingKind.END_MISSED : FindingKind.EMPTY;
          case DAMAGED -> FindingKind.DAMAGED;
          case FAILED -> FindingKind.LOST;
        });
  }

  private static String done(RecordingSegment segment, boolean missed) {
    String now = "it is " + segment.state().name() + " now";
    String why = segment.state().reason().map(reason -> ": " + reason).orElse("");
    return (missed ? MISSED : "") + now + why;
  }
}
