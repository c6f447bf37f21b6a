package org.openrecorder.application.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * The stored recordings. Writes are durable when the surrounding {@link Transactions} block
 * returns, or at once without one. Every method throws {@link StoreUnavailableException} if the
 * database cannot be used.
 */
public interface Recordings {

  /**
   * Search criteria; an empty field matches everything, the others are taken literally and must all
   * match.
   *
   * @param visibility nothing that it does not cover is found or counted
   */
  record Filter(
      Optional<Tag> tag,
      Optional<UniqueId> uniqueId,
      Optional<Extension> extension,
      VisibilityScope visibility) {

    /** Without a limit on visibility. */
    public Filter(Optional<Tag> tag, Optional<UniqueId> uniqueId, Optional<Extension> extension) {
      this(tag, uniqueId, extension, VisibilityScope.EVERYTHING);
    }

    public static Filter byTag(Tag tag) {
      return new Filter(Optional.of(tag), Optional.empty(), Optional.empty());
    }

    /** Recordings of calls in which the channel took part. */
    public static Filter byUniqueId(UniqueId uniqueId) {
      return new Filter(Optional.empty(), Optional.of(uniqueId), Optional.empty());
    }

    /** The same within a limited visibility. */
    public Filter within(VisibilityScope narrower) {
      return new Filter(tag, uniqueId, extension, narrower);
    }
  }

  /** Stores a new recording. Its call must be stored already. */
  void add(RecordingSegment segment);

  /**
   * Stores the state of a known recording; all else stays as it is stored.
   *
   * @throws ConcurrentChangeException if the stored state is none of {@link
   *     org.openrecorder.domain.recording.RecordingState#storedOver}; nothing is stored then
   * @throws IllegalStateException if the recording is not stored
   */
  void saveState(RecordingSegment segment);

  /** Stores whether a known recording is private; all else stays as it is stored. */
  void savePrivate(RecordingId id, boolean isPrivate);

  /** Stores that a known recording is deleted; all else stays as it is stored. */
  void saveDeleted(RecordingId id);

  /** Stores that a known recording is not deleted any more; all else stays as it is stored. */
  void saveNotDeleted(RecordingId id);

  /**
   * Stores that a known recording, whose channel has left its call, continues as soon as another
   * channel talks in the call.
   */
  void saveWaiting(RecordingId id);

  /**
   * No recording of the call continues by itself any more. A segment that has already continued
   * stays stored as having waited, as that explains the gap between it and the next one.
   */
  void endWaiting(CallId call);

  /** That recording does not continue by itself any more. */
  void endWaiting(RecordingId id);

  /**
   * Stores the time from which the conversation is over, for what is or was recorded on that
   * channel of the call, unless it is already over at {@code now}.
   *
   * @param over empty if the conversation is in progress again
   */
  void saveConversationOver(CallId call, UniqueId channel, Optional<Instant> over, Instant now);

  /** Recordings of calls in progress that wait to continue, oldest first; at most 10,000. */
  List<RecordingSegment> waitingOn(PbxName pbx);

  Optional<RecordingWithCall> find(RecordingId id);

  /**
   * Recordings of the call that the PBX may be recording: requested, being recorded or {@code
   * withdrawn}, oldest first; at most 1,000.
   */
  List<RecordingSegment> openIn(CallId call);

  /** The same for the whole PBX, oldest first; at most 10,000. */
  List<RecordingSegment> openOn(PbxName pbx);

  /** Recordings whose audio is on its way into the archive, oldest first; at most 10,000. */
  List<RecordingSegment> finalising();

  /**
   * The number of recordings in each state, by the state's name, except {@code available}, which
   * are too many to be counted often. A state without any is omitted.
   */
  Map<String, Long> counts();

  /** The number of recordings that are {@code available}. Takes time in proportion to it. */
  long available();

  /**
   * Recordings whose audio is in the archive, newest first, in pages like those of {@link #search}.
   */
  Page<RecordingSegment> archived(Optional<Page.Cursor> after, int limit);

  /** The ones of these that are stored; at most 1,000 per call. */
  Set<RecordingId> known(Collection<RecordingId> ids);

  /**
   * The further segments of these recordings, oldest first, at most 10,000; at most 1,000
   * recordings per call.
   */
  List<RecordingSegment> segments(Collection<RecordingId> of);

  /** The same, each with its further segments. Queries only recordings that may have some. */
  default Page<RecordingWithCall> withSegments(Page<RecordingWithCall> page) {
    List<RecordingId> inLegs =
        page.items().stream()
            .filter(RecordingWithCall::mayHaveFurtherSegments)
            .map(item -> item.segment().id())
            .toList();
    Map<RecordingId, List<RecordingSegment>> legs =
        segments(inLegs).stream().collect(Collectors.groupingBy(RecordingSegment::recordingId));
    return new Page<>(
        page.items().stream()
            .map(item -> item.with(legs.getOrDefault(item.segment().id(), List.of())))
            .toList(),
        page.next());
  }

  /**
   * Newest first, from {@code after} on, at most {@code limit}; further segments are not listed. A
   * filter by unique id means recordings of calls in which that channel took part; a filter by
   * extension the extension that was recorded.
   */
  Page<RecordingWithCall> search(Filter filter, Optional<Page.Cursor> after, int limit);

  /**
   * Recordings of the calls with that linked id, newest first, from {@code after} on, at most
   * {@code limit}; further segments are not listed.
   */
  Page<RecordingWithCall> ofCall(LinkedId linkedId, Optional<Page.Cursor> after, int limit);
}
