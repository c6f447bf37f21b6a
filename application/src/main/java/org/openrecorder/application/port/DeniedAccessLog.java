package org.openrecorder.application.port;

import java.time.Instant;
import java.util.List;

/**
 * What is kept of requests that were denied before it was known who made them. Any sender can make
 * as many of those as he likes, so this is no part of the {@link AuditTrail}, which keeps all for
 * ever: its entries are counts, there are only so many of them, and old ones are removed.
 */
public interface DeniedAccessLog {

  /**
   * Requests of one network that were denied for one reason.
   *
   * @param from when the first was denied
   * @param until when the last was denied
   * @param network where they came from, as it is counted
   * @param address the last one's
   * @param action what they tried, such as {@code authenticate}
   * @param subject the name that the first one gave, perhaps none
   * @param result the code of the rejection
   * @param reason the last one's audit reason
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
   * @param most how many stay at most
   * @throws StoreUnavailableException if the database cannot be used
   */
  void prune(Instant before, int most);
}
