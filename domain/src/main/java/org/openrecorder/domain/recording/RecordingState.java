package org.openrecorder.domain.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a recording is in its life. This is the one place that tells the states; {@link
 * RecordingSegment} has the moves between them, and {@code docs/operations.md} says what to do
 * about each.
 *
 * <pre>
 * requested -> recording -> finalising -> available | interrupted | empty | damaged | failed
 *     |            |
 *     +------------+--> empty | damaged | failed -- audio turned up --> interrupted
 *     +--> withdrawn -> failed
 * </pre>
 *
 * <ul>
 *   <li>{@code requested}: the wish is stored, and it will be recorded once the call is answered,
 *       or the record says why not. A start moves here.
 *   <li>{@code withdrawn}: the CRM was told no, and whatever the PBX does all the same is undone. A
 *       start that got no answer moves here.
 *   <li>{@code recording}: the PBX records into a file that was seen. The start, the answer of the
 *       call, or reconciliation moves here.
 *   <li>{@code finalising}: the PBX has stopped; what it wrote lies in the spool until it is in the
 *       archive. The stop, the hang-up, or reconciliation moves here.
 *   <li>{@code available}: the archive has the audio, complete, with its checksum. The finaliser
 *       moves here.
 *   <li>{@code interrupted}: the archive has audio that plays, with its checksum, and the reason
 *       says what is missing or where it came from. The finaliser moves here; so does
 *       reconciliation when audio turns up of a recording that had ended without.
 *   <li>{@code empty}: there was nothing to record.
 *   <li>{@code damaged}: there should be audio, and nothing plays in the file that there was; the
 *       reason says how much is missing. A file with anything but a header is kept aside.
 *   <li>{@code failed}: nothing was recorded, or its file is gone.
 * </ul>
 *
 * <p>A move made twice, or late, changes nothing: nothing leaves {@code available} and {@code
 * interrupted}, and only audio leaves {@code empty}, {@code damaged} and {@code failed}.
 */
public sealed interface RecordingState {

  /** The name that the JSON API and the database use. */
  String name();

  /**
   * The names of the states over which this one may be stored, its own included: storing the same
   * twice is no change. A recording never goes back, whichever server stores last.
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

  /** Why it came to this, in a person's words; empty where the name says it all. */
  default Optional<String> reason() {
    return Optional.empty();
  }

  /** When the PBX began to record; empty if it never did. */
  default Optional<Instant> startedAt() {
    return Optional.empty();
  }

  /** When recording ended; empty while it goes on. */
  default Optional<Instant> endedAt() {
    return Optional.empty();
  }

  /** The audio, once it lies in the archive. */
  default Optional<StoredAudio> audio() {
    return Optional.empty();
  }

  /** How long the PBX recorded, by our clock; empty while it goes on and if it never began. */
  default Optional<Duration> recorded() {
    return startedAt().flatMap(since -> endedAt().map(until -> Duration.between(since, until)));
  }

  /** How much less the audio plays than was recorded; empty while that is not known. */
  default Optional<Duration> missing() {
    return Optional.empty();
  }

  /** The wish is stored; the PBX is about to be told, or the call is still ringing. */
  record Requested() implements RecordingState {
    @Override
    public String name() {
      return "requested";
    }
  }

  /**
   * The CRM was told that recording did not begin, because the PBX or the store did not answer, and
   * the PBX may record all the same. Its recorder is ended as soon as the PBX can be asked; until
   * then nothing of it counts as recorded.
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
   * The audio lies in the archive, verified. {@code flaw} is present where the PBX did not finish
   * the file itself and what was there was saved: the state is then called {@code interrupted}.
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

    /** Never less than nothing: two clocks are never the same. */
    @Override
    public Optional<Duration> missing() {
      Duration missing = MissingAudio.measured(since, until, stored.duration()).missing();
      return Optional.of(missing.isNegative() ? Duration.ZERO : missing);
    }
  }

  /**
   * It ended without audio that plays; {@code kind} says how. {@code since} is when the PBX began
   * to record, so that it can be told how much is missing; empty if it never did.
   */
  record EndedWithoutAudio(Kind kind, Optional<Instant> since, Instant at, String why)
      implements RecordingState {

    /** How a recording can end without audio. */
    public enum Kind {
      /** There was nothing to record: the call was never answered, or was over at once. */
      EMPTY("empty"),
      /** There was a file, but no audio that plays could be got out of it, and there should be. */
      DAMAGED("damaged"),
      /** Recording did not happen although it was asked for. */
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

    /** All of it, as nothing plays. */
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
