package org.openrecorder.application.port;

import java.time.Instant;
import java.util.Optional;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Reads what {@link AuditTrail} has added. Throws {@link StoreUnavailableException} if the database
 * cannot be used.
 */
public interface AuditRecords {

  /**
   * What is looked for; what is empty leaves nothing out. Texts mean themselves and are compared as
   * a whole.
   *
   * @param from the earliest time
   * @param to the first time that is too late
   * @param action such as {@code start} or {@code retrieve}
   * @param result {@code OK} or the code of a rejection
   */
  record Filter(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> client,
      Optional<String> user,
      Optional<RecordingId> recording,
      Optional<String> action,
      Optional<String> result) {

    /** Everything. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * A row of the trail.
   *
   * @param tag the one that the recording has now; empty where the row is about no recording
   */
  record Entry(AuditTrail.Row row, Optional<String> tag) {}

  /**
   * Those that match, newest first. Where very many have to be looked through a page may have fewer
   * than {@code limit}, or none, and a next one all the same.
   *
   * @param limit 1 or more
   */
  Page<Entry> search(Filter filter, Optional<Page.Cursor> after, int limit);
}
