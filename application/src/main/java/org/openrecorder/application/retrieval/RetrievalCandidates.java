package org.openrecorder.application.retrieval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ListeningScope;
import org.openrecorder.domain.recording.AudioSegment;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RetrievalDecision;

/**
 * What was found under a name, looked at from the newest to the oldest for a user who may hear only
 * some of it.
 */
final class RetrievalCandidates {

  /** A recording that may be handed out. */
  record Found(RecordingSegment recording, List<AudioSegment> pieces) {}

  private final AccessScope scope;
  private final ListeningScope listening;
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
  RetrievalCandidates(AccessScope scope, ListeningScope listening, Instant recently) {
    this.scope = scope;
    this.listening = listening;
    this.recently = recently;
  }

  /** Whether they may know of it at all; if not, it leaves an audit reason and nothing else. */
  boolean mayKnowOf(RecordingWithCall match) {
    if (!scope.covers(match.call())) {
      return hidden("out of this client's reach", match);
    }
    if (!listening.covers(match.call())) {
      return hidden("not this user's", match);
    }
    return match.segment().whyHidden().map(why -> hidden(why, match)).orElse(true);
  }

  private boolean hidden(String why, RecordingWithCall match) {
    trueReason = why + ": " + match.segment().id();
    return false;
  }

  /** Looks at the next one that they may know of. */
  void look(RecordingWithCall match, boolean callInProgressNow) {
    switch (match.recording().retrievability(callInProgressNow)) {
      case RetrievalDecision.Retrievable(List<AudioSegment> segments) ->
          retrievable(match.segment(), segments);
      case RetrievalDecision.Hidden(String why) -> hidden(why, match);
      case RetrievalDecision.Nothing(String why) -> trueReason = why + ": " + match.segment().id();
      case RetrievalDecision.CallInProgress ongoing ->
          callInProgress = callInProgress.or(() -> id(match));
      case RetrievalDecision.NotReady unfinished -> notReady(match);
    }
  }

  private void retrievable(RecordingSegment segment, List<AudioSegment> segments) {
    retrievable++;
    newest = newest.or(() -> Optional.of(new Found(segment, segments)));
  }

  private void notReady(RecordingWithCall match) {
    notReady = notReady.or(() -> id(match));
    boolean justEnded =
        match
            .recording()
            .segments()
            .anyMatch(segment -> segment.state().endedAt().orElse(Instant.MAX).isAfter(recently));
    newerJustEnded = newerJustEnded || (justEnded && newest.isEmpty());
  }

  private static Optional<RecordingId> id(RecordingWithCall match) {
    return Optional.of(match.segment().id());
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
