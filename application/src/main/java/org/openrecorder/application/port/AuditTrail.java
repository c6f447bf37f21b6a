package org.openrecorder.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Who asked for what, when, and what came of it. Rows are only ever added.
 *
 * <p>An answer may be given before its row is added, if the row was announced before that: should
 * the server end between the two, the announcement tells at the next start which row is missing.
 */
public interface AuditTrail {

  /**
   * One attempt.
   *
   * @param action what was asked for, such as {@code start}
   * @param user on whose behalf, empty where no user was named
   * @param subject what it was asked of: an extension, a unique id, a tag or a recording; shortened
   *     by the caller
   * @param result {@code OK} or the code of the rejection
   * @param reason the audit reason, for the eyes of an auditor
   */
  record Row(
      Instant at,
      ApiPrincipal caller,
      String action,
      Optional<String> user,
      String subject,
      Optional<RecordingId> recording,
      String result,
      String reason) {}

  /**
   * Adds a row, durable as {@link Recordings} says.
   *
   * @throws StoreUnavailableException if the database cannot be used
   */
  void add(Row row);

  /**
   * Keeps the row that an attempt will leave when all goes well, until it is {@link #confirm
   * settled}. It is not part of the trail. Durable as {@link Recordings} says.
   *
   * @param row names a recording, about which nothing else is announced
   * @throws StoreUnavailableException if the database cannot be used
   */
  void recordIntent(Row row);

  /**
   * Adds the row that the attempt has left in the end, and forgets what was announced about its
   * recording; both or neither. Does nothing if nothing is announced about it: it was settled
   * before, for a client that was not told.
   *
   * @throws StoreUnavailableException if the database cannot be used
   */
  void confirm(Row row);

  /**
   * What was announced and not settled, oldest first; the callers' permissions are not kept.
   *
   * @param most how many at most
   * @throws StoreUnavailableException if the database cannot be used
   */
  List<Row> unconfirmedIntents(int most);
}
