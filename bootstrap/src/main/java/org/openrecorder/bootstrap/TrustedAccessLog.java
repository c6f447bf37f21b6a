package org.openrecorder.bootstrap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells in the log who needs no credentials, once in a while for each address, and of so many
 * addresses at most: a trusted network may have any number of them.
 */
final class TrustedAccessLog {

  private static final Logger LOG = System.getLogger(TrustedAccessLog.class.getName());

  /** Between two lines on one address. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** Addresses remembered; the one that was told of longest ago goes first. */
  private static final int MOST_ADDRESSES = 1_000;

  /** Lines in one pause. */
  static final int MOST_LINES = 20;

  private final InstantSource clock;
  private final Map<String, Instant> told = new LinkedHashMap<>();
  private Instant linesSince = Instant.EPOCH;
  private int lines;

  TrustedAccessLog(InstantSource clock) {
    this.clock = clock;
  }

  /** A sender from that address was let in; whether that was told. */
  boolean by(String address, String client) {
    boolean isNews = isNews(address) && hasRoom();
    if (isNews) {
      LOG.log(
          Level.WARNING,
          "{0} needs no credentials, as {1}: its network is trusted",
          address,
          client);
    }
    return isNews;
  }

  private synchronized boolean isNews(String address) {
    Instant now = clock.instant();
    Instant last = told.get(address);
    if (last != null && now.isBefore(last.plus(PAUSE))) {
      return false;
    }
    told.remove(address);
    told.put(address, now);
    if (told.size() > MOST_ADDRESSES) {
      told.remove(told.keySet().iterator().next());
    }
    return true;
  }

  private synchronized boolean hasRoom() {
    Instant now = clock.instant();
    if (!now.isBefore(linesSince.plus(PAUSE))) {
      linesSince = now;
      lines = 0;
    }
    lines++;
    return lines <= MOST_LINES;
  }
}
