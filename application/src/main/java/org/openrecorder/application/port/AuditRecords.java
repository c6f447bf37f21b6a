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
   * Search criteria; an empty field matches everything. Texts are literal and are compared as a
   * whole.
   *
   * @param from the earliest time
   * @param to the end of the period, exclusive
   * @param action such as {@code start} or {@code retrieve}
   * @param result {@code OK} or an error code
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
   * A record of the trail.
   *
   * @param tag the one that the recording has now; empty where the record is about no recording
   */
  record Entry(AuditTrail.Row row, Optional<String> tag) {}

  /**
   * The records that match, newest first. Where very many have to be looked through a page may have
   * fewer than {@code limit}, or none, and a next page nevertheless.
   *
   * @param limit 1 or more
   */
  Page<Entry> search(Filter filter, Optional<Page.Cursor> after, int limit);
}
