package org.openrecorder.application;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.domain.recording.RecordingId;

/**
 * What the contract says about one call, without any of the program: whether it lives, what is
 * being recorded of it under which tag, and what was.
 *
 * @param phase how far its end has come
 * @param current what is being recorded
 * @param tag its tag; blank if nothing is
 * @param past what was recorded before
 */
record CallFate(Phase phase, Optional<RecordingId> current, String tag, Set<RecordingId> past) {

  static final CallFate LIVE = new CallFate(Phase.LIVE, Optional.empty(), "", Set.of());

  /** A call is gone some time before anybody is told; what is answered in between may be either. */
  enum Phase {
    LIVE,
    GONE,
    KNOWN_TO_BE_GONE
  }

  /** What an answer means for the call, in words and as a change; empty where it is not legal. */
  record Effect(String told, Function<CallFate, Optional<CallFate>> change) {}

  Optional<CallFate> gone() {
    return phase == Phase.LIVE ? Optional.of(in(Phase.GONE)) : Optional.empty();
  }

  Optional<CallFate> known() {
    return phase == Phase.GONE ? Optional.of(in(Phase.KNOWN_TO_BE_GONE)) : Optional.empty();
  }

  private CallFate in(Phase next) {
    return new CallFate(next, current, tag, past);
  }

  static Effect start(String tag, Result<LegacyResult> result) {
    return effect(
        "start " + tag,
        result,
        id -> fate -> fate.started(id, tag),
        code -> fate -> fate.unchanged(code == ErrorCode.NO_SUCH_CALL && fate.isGone()));
  }

  static Effect stopByExtension(Result<LegacyResult> result) {
    return effect(
        "stop by extension",
        result,
        id -> fate -> fate.stopped(id),
        code ->
            fate ->
                fate.unchanged(
                    code == ErrorCode.NO_SUCH_CALL
                        ? fate.phase() == Phase.KNOWN_TO_BE_GONE
                        : fate.records(code)));
  }

  static Effect stopByUniqueId(Result<LegacyResult> result) {
    return effect(
        "stop by unique id",
        result,
        id -> fate -> fate.stoppedOrWas(id),
        code ->
            fate ->
                fate.unchanged(
                    code == ErrorCode.NO_SUCH_CALL
                        ? fate.phase() == Phase.KNOWN_TO_BE_GONE
                        : fate.records(code)));
  }

  /** Somebody who is answered 503 has changed nothing. */
  private static Effect effect(
      String what,
      Result<LegacyResult> result,
      Function<RecordingId, Function<CallFate, Optional<CallFate>>> granted,
      Function<ErrorCode, Function<CallFate, Optional<CallFate>>> refused) {
    return switch (result) {
      case Result.Success<LegacyResult> yes ->
          new Effect(what + ": " + Server.id(yes), granted.apply(Server.id(yes)));
      case Result.Rejected<LegacyResult>(Rejection rejection)
          when rejection.code() == ErrorCode.PBX_UNAVAILABLE ->
          new Effect(what + ": busy", Optional::of);
      case Result.Rejected<LegacyResult>(Rejection rejection) ->
          new Effect(what + ": " + rejection.code(), refused.apply(rejection.code()));
    };
  }

  private boolean isGone() {
    return phase != Phase.LIVE;
  }

  private boolean records(ErrorCode code) {
    return code == ErrorCode.NOT_RECORDING && (current.isEmpty() || isGone());
  }

  private Optional<CallFate> unchanged(boolean legal) {
    return legal ? Optional.of(this) : Optional.empty();
  }

  private Optional<CallFate> started(RecordingId id, String wanted) {
    if (current.isPresent() && tag.equals(wanted)) {
      return unchanged(current.get().equals(id));
    }
    return phase == Phase.KNOWN_TO_BE_GONE || past.contains(id)
        ? Optional.empty()
        : Optional.of(new CallFate(phase, Optional.of(id), wanted, withCurrent()));
  }

  /** Once the call is gone, what was replaced and what replaced it end in any order. */
  private Optional<CallFate> stopped(RecordingId id) {
    if (phase == Phase.GONE && past.contains(id)) {
      return Optional.of(this);
    }
    return phase != Phase.KNOWN_TO_BE_GONE && current.equals(Optional.of(id))
        ? Optional.of(new CallFate(phase, Optional.empty(), "", withCurrent()))
        : Optional.empty();
  }

  private Optional<CallFate> stoppedOrWas(RecordingId id) {
    return isGone() || (current.isEmpty() && past.contains(id)) ? Optional.of(this) : stopped(id);
  }

  private Set<RecordingId> withCurrent() {
    Set<RecordingId> all = new HashSet<>(past);
    current.ifPresent(all::add);
    return Set.copyOf(all);
  }
}
