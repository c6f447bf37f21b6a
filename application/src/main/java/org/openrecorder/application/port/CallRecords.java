package org.openrecorder.application.port;

import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The stored records of calls. Writes are durable when the surrounding {@link Transactions} block
 * returns, or at once without one. Every method throws {@link StoreUnavailableException} if the
 * database cannot be used.
 */
public interface CallRecords {

  /**
   * Search criteria; an empty field matches everything, the others are taken literally and must all
   * match.
   *
   * @param visibility recordings that it does not cover count as if there were none, and a call of
   *     which nothing else was recorded is not found; the External Reference is what it would be
   *     then
   */
  record Filter(
      Optional<UniqueId> uniqueId,
      Optional<LinkedId> linkedId,
      Optional<Tag> externalReference,
      Optional<Extension> extension,
      VisibilityScope visibility) {

    /** Without a limit on visibility. */
    public Filter(
        Optional<UniqueId> uniqueId,
        Optional<LinkedId> linkedId,
        Optional<Tag> externalReference,
        Optional<Extension> extension) {
      this(uniqueId, linkedId, externalReference, extension, VisibilityScope.EVERYTHING);
    }

    /** The same within a limited visibility. */
    public Filter within(VisibilityScope narrower) {
      return new Filter(uniqueId, linkedId, externalReference, extension, narrower);
    }
  }

  /** A call and the ids of its recordings, oldest first. */
  record Entry(CallRecord call, List<RecordingId> recordings) {

    public Entry {
      recordings = List.copyOf(recordings);
    }
  }

  /** Stores the call, new or changed. There is one record per PBX and linked id. */
  void save(CallRecord call);

  /**
   * The same for a thread that has just read the record, in the same {@link Transactions} block,
   * which saves reading it again.
   *
   * @param known what {@link #find} returned
   */
  void save(Optional<CallRecord> known, CallRecord call);

  Optional<CallRecord> find(CallId key);

  /** The calls of the PBX that have not ended, oldest first; at most 10,000. */
  List<CallRecord> inProgressOn(PbxName pbx);

  /**
   * Newest first, from {@code after} on, at most {@code limit}. Unique id and extension match any
   * channel that took part.
   */
  Page<Entry> search(Filter filter, Optional<Page.Cursor> after, int limit);
}
