package org.openrecorder.domain.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a recording. This is the one place that defines the states; {@link RecordingSegment}
 * has the transitions between them, and {@code docs/operations.md} says what to do about each.
 *
 * <pre>
 * requested -> recording -> finalising -> available | interrupted | empty | damaged | failed
 *     |            |
 *     +------------+--> empty | damaged | failed -- audio was found --> interrupted
 *     +--> withdrawn -> failed
 * </pre>
 *
 * <ul>
 *   <li>{@code requested}: the request is stored. Recording begins once the call is answered, or a
 *       later state says why not. A start enters this state.
 *   <li>{@code withdrawn}: the CRM was told that recording did not begin, and the server undoes
 *       what the PBX does nevertheless. A start to which there was no response enters this state.
 *   <li>{@code recording}: the PBX records into a file that the server has seen. The start, the
 *       answer of the call, or reconciliation enters this state.
 *   <li>{@code finalising}: the PBX has stopped; its file stays in the spool until the audio is in
 *       the archive. The stop, the hang-up, or reconciliation enters this state.
 *   <li>{@code available}: the archive has the audio, complete, with its checksum. The finaliser
 *       enters this state.
 *   <li>{@code interrupted}: the archive has playable audio, with its checksum, and the reason says
 *       what is missing or where the audio came from. The finaliser enters this state; so does
 *       reconciliation when it finds audio of a recording that had ended without.
 *   <li>{@code empty}: there was nothing to record.
 *   <li>{@code damaged}: there should be audio, and nothing in the file is playable; the reason
 *       says how much is missing. A file that holds more than a header is quarantined.
 *   <li>{@code failed}: nothing was recorded, or its file is gone.
 * </ul>
 *
 * <p>A transition that is repeated, or late, changes nothing: no transition leaves {@code
 * available} and {@code interrupted}, and only audio that is found leaves {@code empty}, {@code
 * damaged} and {@code failed}.
 */
public sealed interface RecordingState {

  /** The name that the JSON API and the database use. */
  String name();

  /**
   * The names of the states that this one may replace in the store, its own included: storing the
   * same state twice is no change. A recording never returns to an earlier state, whichever server
   * stores last.
   */
  default Set<String> storedOver() {
    return switch (this) {
      case Requested requested -> Set.of("requested");
      case Cancelling cancelling -> Set.of("requested", "withdrawn");
      case InProgress running -> Set.of("requested", "recording");
      case Finalising finalising -> Set.of("requested", "recording", "finalising");
      case EndedWithoutAudio ended ->
          Set.of("requested", "withdrawn", "recording", "finalising", "empty", "damaged", "failed");
      case Archived archived ->
          Set.of(
              "requested",
              "recording",
              "finalising",
              "available",
              "interrupted",
              "empty",
              "damaged",
              "failed");
    };
  }

  /** Why it is in this state, human-readable; empty where the name says it all. */
  default Optional<String> reason() {
    return Optional.empty();
  }

  /** When the PBX began to record; empty if it never did. */
  default Optional<Instant> startedAt() {
    return Optional.empty();
  }

  /** When recording ended; empty while it continues. */
  default Optional<Instant> endedAt() {
    return Optional.empty();
  }

  /** The audio, once it is in the archive. */
  default Optional<StoredAudio> audio() {
    return Optional.empty();
  }

  /**
   * How long the PBX recorded, by this server's clock; empty while it records and if it never
   * began.
   */
  default Optional<Duration> recorded() {
    return startedAt().flatMap(since -> endedAt().map(until -> Duration.between(since, until)));
  }

  /** How much audio is missing from the recorded time; empty while that is not known. */
  default Optional<Duration> missing() {
    return Optional.empty();
  }

  /** The request is stored; the PBX has not received it yet, or the call is still ringing. */
  record Requested() implements RecordingState {
    @Override
    public String name() {
      return "requested";
    }
  }

  /**
   * The CRM was told that recording did not begin, because the PBX or the store did not respond,
   * and the PBX may record nevertheless. The server stops that MixMonitor as soon as the PBX can be
   * reached; until then nothing of it counts as recorded.
   */
  record Cancelling(Instant at, String why) implements RecordingState {
    @Override
    public String name() {
      return "withdrawn";
    }

    @Override
    public Optional<String> reason() {
      return Optional.of(why);
    }

    @Override
    public Optional<Instant> endedAt() {
      return Optional.of(at);
    }
  }

  /** The PBX is recording. */
  record InProgress(Instant since, MixMonitorId monitor) implements RecordingState {
    @Override
    public String name() {
      return "recording";
    }

    @Override
    public Optional<Instant> startedAt() {
      return Optional.of(since);
    }
  }

  /** The PBX has stopped recording; the audio is on its way into the archive. */
  record Finalising(Instant since, Instant until) implements RecordingState {
    @Override
    public String name() {
      return "finalising";
    }

    @Override
    public Optional<Instant> startedAt() {
      return Optional.of(since);
    }

    @Override
    public Optional<Instant> endedAt() {
      return Optional.of(until);
    }
  }

  /**
   * The audio is in the archive, verified. {@code flaw} is present where the PBX did not finish the
   * file itself and the server recovered what was there: the state is then called {@code
   * interrupted}.
   */
  record Archived(Instant since, Instant until, StoredAudio stored, Optional<String> flaw)
      implements RecordingState {
    @Override
    public String name() {
      return flaw.isEmpty() ? "available" : "interrupted";
    }

    @Override
    public Optional<String> reason() {
      return flaw;
    }

    @Override
    public Optional<Instant> startedAt() {
      return Optional.of(since);
    }

    @Override
    public Optional<Instant> endedAt() {
      return Optional.of(until);
    }

    @Override
    public Optional<StoredAudio> audio() {
      return Optional.of(stored);
    }

    /** Never negative, although no two clocks agree. */
    @Override
    public Optional<Duration> missing() {
      Duration missing = MissingAudio.measured(since, until, stored.duration()).missing();
      return Optional.of(missing.isNegative() ? Duration.ZERO : missing);
    }
  }

  /**
   * Recording ended without playable audio; {@code kind} says how. {@code since} is when the PBX
   * began to record, from which the amount of missing audio follows; empty if it never began.
   */
  record EndedWithoutAudio(Kind kind, Optional<Instant> since, Instant at, String why)
      implements RecordingState {

    /** How a recording can end without audio. */
    public enum Kind {
      /** There was nothing to record: the call was never answered, or ended at once. */
      EMPTY("empty"),
      /** There should be audio, but none that is playable could be recovered from the file. */
      DAMAGED("damaged"),
      /** Recording did not happen although it was requested. */
      FAILED("failed");

      private final String text;

      Kind(String text) {
        this.text = text;
      }

      public String text() {
        return text;
      }
    }

    @Override
    public String name() {
      return kind.text();
    }

    @Override
    public Optional<String> reason() {
      return Optional.of(why);
    }

    @Override
    public Optional<Instant> startedAt() {
      return since;
    }

    /** All of it, as nothing is playable. */
    @Override
    public Optional<Duration> missing() {
      return recorded();
    }

    @Override
    public Optional<Instant> endedAt() {
      return Optional.of(at);
    }
  }
}
