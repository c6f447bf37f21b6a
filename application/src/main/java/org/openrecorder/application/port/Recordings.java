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
 * The stored recordings. What is written is durable when the surrounding {@link Transactions} block
 * returns, or at once without one. Every method throws {@link StoreUnavailableException} if the
 * database cannot be used.
 */
public interface Recordings {

  /**
   * What to look for; an empty field matches everything, the others are taken literally and must
   * all match.
   *
   * @param visibility nothing that it does not cover is found or counted
   */
  record Filter(
      Optional<Tag> tag,
      Optional<UniqueId> uniqueId,
      Optional<Extension> extension,
      VisibilityScope visibility) {

    /** For a principal that may know of everything. */
    public Filter(Optional<Tag> tag, Optional<UniqueId> uniqueId, Optional<Extension> extension) {
      this(tag, uniqueId, extension, VisibilityScope.EVERYTHING);
    }

    public static Filter byTag(Tag tag) {
      return new Filter(Optional.of(tag), Optional.empty(), Optional.empty());
    }

    /** Recordings of calls that the channel took part in. */
    public static Filter byUniqueId(UniqueId uniqueId) {
      return new Filter(Optional.empty(), Optional.of(uniqueId), Optional.empty());
    }

    /** The same for a principal that may not know of everything. */
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
   * Stores that a known recording, whose channel has left its call, goes on as soon as another
   * party else talks in it.
   */
  void saveWaiting(RecordingId id);

  /**
   * Nothing of the call goes on by itself any more. Of a leg that has gone on already it stays
   * stored that it had waited, as that tells what lies between it and the next one.
   */
  void endWaiting(CallId call);

  /** That recording does not go on by itself any more. */
  void endWaiting(RecordingId id);

  /**
   * Stores from when on the conversation of what is or was recorded on that channel of the call is
   * over, unless it is over by {@code now} already.
   *
   * @param over empty if it is in progress again
   */
  void saveConversationOver(CallId call, UniqueId channel, Optional<Instant> over, Instant now);

  /** Those of calls in progress that wait to go on, oldest first; at most 10,000. */
  List<RecordingSegment> waitingOn(PbxName pbx);

  Optional<RecordingWithCall> find(RecordingId id);

  /**
   * Those of the call with which the PBX may be busy: requested, being recorded or withdrawn,
   * oldest first; at most 1,000.
   */
  List<RecordingSegment> openIn(CallId call);

  /** The same of the whole PBX, oldest first; at most 10,000. */
  List<RecordingSegment> openOn(PbxName pbx);

  /** Those whose audio is on its way into the archive, oldest first; at most 10,000. */
  List<RecordingSegment> finalising();

  /**
   * How many are in each state, by the state's name, but for {@code available}, which are too many
   * to be counted often. A state without any is not told.
   */
  Map<String, Long> counts();

  /** How many are {@code available}. Takes time in proportion to their number. */
  long available();

  /** Those whose audio lies in the archive, newest first, as {@link #search} gives pages. */
  Page<RecordingSegment> archived(Optional<Page.Cursor> after, int limit);

  /** Which of these are stored; at most 1,000 may be asked for at once. */
  Set<RecordingId> known(Collection<RecordingId> ids);

  /**
   * The further segments of these recordings, oldest first, at most 10,000; at most 1,000
   * recordings may be asked for at once.
   */
  List<RecordingSegment> segments(Collection<RecordingId> of);

  /**
   * The same, each with its further segments. Nothing is asked where there are known to be none.
   */
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
