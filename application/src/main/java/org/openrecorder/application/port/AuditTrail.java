package org.openrecorder.application.port;

import java.time.Instant;
import java.util.Optional;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.recording.RecordingId;

/** Who asked for what, when, and what came of it. Rows are only ever added. */
public interface AuditTrail {

  /**
   * One attempt.
   *
   * @param action what was asked for, such as {@code start}
   * @param user on whose behalf, empty where nobody was named
   * @param subject what it was asked of: an extension, a unique id, a tag or a recording; shortened
   *     by the caller
   * @param result {@code OK} or the code of the refusal
   * @param reason the true reason, for the eyes of an auditor
   */
  record Row(
      Instant at,
      Caller caller,
      String action,
      Optional<String> user,
      String subject,
      Optional<RecordingId> recording,
      String result,
      String reason) {}

  /**
   * Adds a row, durable as {@link Recordings} says.
   *
   * @throws StoreUnavailable if the database cannot be used
   */
  void add(Row row);
}
