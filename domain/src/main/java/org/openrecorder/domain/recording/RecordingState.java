package org.openrecorder.domain.recording;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a recording is in its life.
 *
 * <pre>
 * requested -> recording -> finalising -> available | interrupted | empty | damaged
 *  |  |            |             |
 *  |  +-> empty    +-> failed    +-> failed
 *  +-> withdrawn -> failed
 * </pre>
 *
 * A state whose name is {@code available} or {@code interrupted} has audio that plays.
 */
public sealed interface RecordingState {

  /** The name that the JSON API and the database use. */
  String name();

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
  record Withdrawn(Instant at, String why) implements RecordingState {
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
  record Running(Instant since, MonitorId monitor) implements RecordingState {
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
  record Kept(Instant since, Instant until, StoredAudio stored, Optional<String> flaw)
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
  }

  /** It ended without audio that plays; {@code kind} says how. */
  record Ended(Kind kind, Instant at, String why) implements RecordingState {

    /** How a recording can end without audio. */
    public enum Kind {
      /** There was nothing to record: the call was never answered, or nobody sent audio. */
      EMPTY("empty"),
      /** There was a file, but no audio that plays could be got out of it. */
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
    public Optional<Instant> endedAt() {
      return Optional.of(at);
    }
  }
}
