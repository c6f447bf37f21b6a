package org.openrecorder.application.retrieval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.domain.access.Hearing;
import org.openrecorder.domain.access.Reach;
import org.openrecorder.domain.recording.AudioPiece;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.Retrievability;

/**
 * What was found under a name, looked at from the newest to the oldest by somebody who may hear
 * only some of it.
 */
final class Matches {

  /** A recording that may be handed out. */
  record Found(Recording recording, List<AudioPiece> pieces) {}

  private final Reach reach;
  private final Hearing hearing;
  private final Instant recently;

  private Optional<Found> newest = Optional.empty();
  private int retrievable;
  private Optional<RecordingId> callInProgress = Optional.empty();
  private Optional<RecordingId> notReady = Optional.empty();
  private boolean newerJustEnded;
  private String trueReason = "nothing was ever recorded under this name";

  /**
   * Looks with these rights of a client and a user.
   *
   * @param recently what ended after this is worth waiting for
   */
  Matches(Reach reach, Hearing hearing, Instant recently) {
    this.reach = reach;
    this.hearing = hearing;
    this.recently = recently;
  }

  /** Whether they may know of it at all; if not, it leaves a true reason and nothing else. */
  boolean mayKnowOf(RecordedCall match) {
    if (!reach.covers(match.call())) {
      return hidden("out of this client's reach", match);
    }
    if (!hearing.covers(match.call())) {
      return hidden("not this user's", match);
    }
    return match.recording().whyHidden().map(why -> hidden(why, match)).orElse(true);
  }

  private boolean hidden(String why, RecordedCall match) {
    trueReason = why + ": " + match.recording().id();
    return false;
  }

  /** Looks at the next one that they may know of. */
  void look(RecordedCall match, boolean callInProgressNow) {
    switch (match.whole().retrievability(callInProgressNow)) {
      case Retrievability.Retrievable(List<AudioPiece> pieces) ->
          retrievable(match.recording(), pieces);
      case Retrievability.Hidden(String why) -> hidden(why, match);
      case Retrievability.Nothing(String why) -> trueReason = why + ": " + match.recording().id();
      case Retrievability.CallInProgress ongoing ->
          callInProgress = callInProgress.or(() -> id(match));
      case Retrievability.NotReady unfinished -> notReady(match);
    }
  }

  private void retrievable(Recording recording, List<AudioPiece> pieces) {
    retrievable++;
    newest = newest.or(() -> Optional.of(new Found(recording, pieces)));
  }

  private void notReady(RecordedCall match) {
    notReady = notReady.or(() -> id(match));
    boolean justEnded =
        match
            .whole()
            .legs()
            .anyMatch(leg -> leg.state().endedAt().orElse(Instant.MAX).isAfter(recently));
    newerJustEnded = newerJustEnded || (justEnded && newest.isEmpty());
  }

  private static Optional<RecordingId> id(RecordedCall match) {
    return Optional.of(match.recording().id());
  }

  Optional<Found> newest() {
    return newest;
  }

  int retrievable() {
    return retrievable;
  }

  /** The newest whose call still goes on. */
  Optional<RecordingId> callInProgress() {
    return callInProgress;
  }

  /** The newest that is being completed. */
  Optional<RecordingId> notReady() {
    return notReady;
  }

  /**
   * Whether something newer than the newest retrievable one has just ended and will be ready soon.
   */
  boolean worthWaitingFor() {
    return newerJustEnded;
  }

  /** Why there is nothing, for the audit trail. */
  String trueReason() {
    return trueReason;
  }
}
