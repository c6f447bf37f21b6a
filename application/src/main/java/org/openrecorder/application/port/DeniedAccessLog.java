package org.openrecorder.application.port;

import java.time.Instant;
import java.util.List;

/**
 * Keeps requests that were denied before their client was known. Any sender can make as many of
 * those as it likes, so this is no part of the {@link AuditTrail}, which keeps everything for ever:
 * the entries are counts, their number is limited, and old ones are removed.
 */
public interface DeniedAccessLog {

  /**
   * Requests of one network that were denied for one reason.
   *
   * @param from when the first was denied
   * @param until when the last was denied
   * @param network the network that they are counted for
   * @param address that of the last one
   * @param action what they tried, such as {@code authenticate}
   * @param subject the name that the first one gave, perhaps none
   * @param result the error code
   * @param reason the audit reason of the last one
   * @param requests how many, 1 or more
   */
  record Entry(
      Instant from,
      Instant until,
      String network,
      String address,
      String action,
      String subject,
      String result,
      String reason,
      long requests) {}

  /**
   * Adds entries, all or none, durable as {@link Recordings} says.
   *
   * @throws StoreUnavailableException if the database cannot be used
   */
  void add(List<Entry> entries);

  /**
   * Removes the entries whose last request was denied before that, and the oldest of those that are
   * too many.
   *
   * @param most how many entries stay at most
   * @throws StoreUnavailableException if the database cannot be used
   */
  void prune(Instant before, int most);
}
