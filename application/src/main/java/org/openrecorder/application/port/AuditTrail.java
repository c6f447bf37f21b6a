package org.openrecorder.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Which principal requested what, when, and with what result. Records are only ever added.
 *
 * <p>The server may respond before the record is added, if it has recorded an intent before that:
 * should it end between the two, the intent shows at the next start which record is missing.
 */
public interface AuditTrail {

  /**
   * One attempt.
   *
   * @param action what was requested, such as {@code start}
   * @param user on whose behalf, empty where the request named no user
   * @param subject what the request was about: an extension, a unique id, a tag or a recording;
   *     shortened by the caller of this method
   * @param result {@code OK} or an error code
   * @param reason the audit reason, which only auditors see
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
   * Adds a record, durable as {@link Recordings} says.
   *
   * @throws StoreUnavailableException if the database cannot be used
   */
  void add(Row row);

  /**
   * Records the intent of an attempt: the audit record that it will leave if it succeeds, kept
   * until it is {@linkplain #confirm confirmed}. It is not part of the trail. Durable as {@link
   * Recordings} says.
   *
   * @param row names a recording, for which no other intent is recorded
   * @throws StoreUnavailableException if the database cannot be used
   */
  void recordIntent(Row row);

  /**
   * Adds the record of the attempt's final result, and removes the intent for its recording; both
   * or neither. Does nothing if there is no such intent: an earlier call has confirmed it, and its
   * caller did not learn of that.
   *
   * @throws StoreUnavailableException if the database cannot be used
   */
  void confirm(Row row);

  /**
   * The intents that are recorded and not confirmed, oldest first; the principals' permissions are
   * not kept.
   *
   * @param most how many at most
   * @throws StoreUnavailableException if the database cannot be used
   */
  List<Row> unconfirmedIntents(int most);
}
