package org.openrecorder.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells in the log who is let in without credentials, once in a while for each address. */
final class TrustedUse {

  private static final Logger LOG = System.getLogger(TrustedUse.class.getName());

  /** Between two lines on one address. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** Addresses remembered; the one that was told of longest ago goes first. */
  private static final int MOST_ADDRESSES = 1_000;

  private final InstantSource clock;
  private final Map<String, Instant> told = new LinkedHashMap<>();

  TrustedUse(InstantSource clock) {
    this.clock = clock;
  }

  /** Somebody from that address was let in; whether that was told. */
  boolean by(String address, String client) {
    boolean isNews = isNews(address);
    if (isNews) {
      LOG.log(
          Level.WARNING,
          "{0} is let in without credentials as {1}: its network is trusted",
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
}
