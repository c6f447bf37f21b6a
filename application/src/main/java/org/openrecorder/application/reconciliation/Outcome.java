package org.openrecorder.application.reconciliation;

import java.util.Optional;
import java.util.function.Consumer;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingState.Ended;
import org.openrecorder.domain.recording.RecordingState.Kept;
import org.openrecorder.domain.recording.Shortfall;

/** What has come of a recording that was found not to be where it should be. */
final class Outcome {

  private static final String MISSED = "it ended without this server's knowing; ";

  private Outcome() {}

  /** For a recording whose end was missed. */
  static Consumer<Recording> ofMissedEnd(Run run) {
    return told(run, true);
  }

  /** For a recording whose audio was left over. */
  static Consumer<Recording> ofLeftover(Run run) {
    return told(run, false);
  }

  /** The run lasts until it is told. */
  private static Consumer<Recording> told(Run run, boolean missed) {
    run.begin();
    return recording -> {
      finding(recording, missed).ifPresent(run::add);
      run.end();
    };
  }

  private static Optional<Finding> finding(Recording recording, boolean missed) {
    return kind(recording, missed)
        .map(kind -> Finding.repaired(kind, recording, done(recording, missed)));
  }

  private static Optional<Kind> kind(Recording recording, boolean missed) {
    Optional<Kind> usual = missed ? Optional.of(Kind.END_MISSED) : Optional.empty();
    return switch (recording.state()) {
      case Kept kept when kept.flaw().isPresent() -> Optional.of(flawed(kept));
      case Kept kept -> Optional.of(missed ? Kind.END_MISSED : Kind.TAKEN_IN);
      case Ended ended -> ended(ended, missed);
      default -> usual;
    };
  }

  private static Kind flawed(Kept kept) {
    return Shortfall.of(kept.since(), kept.until(), kept.stored().duration()).isPresent()
        ? Kind.SHORT
        : Kind.INTERRUPTED;
  }

  private static Optional<Kind> ended(Ended ended, boolean missed) {
    return Optional.of(
        switch (ended.kind()) {
          case EMPTY -> missed ? Kind.END_MISSED : Kind.EMPTY;
          case DAMAGED -> Kind.DAMAGED;
          case FAILED -> Kind.LOST;
        });
  }

  private static String done(Recording recording, boolean missed) {
    String now = "it is " + recording.state().name() + " now";
    String why = recording.state().reason().map(reason -> ": " + reason).orElse("");
    return (missed ? MISSED : "") + now + why;
  }
}
