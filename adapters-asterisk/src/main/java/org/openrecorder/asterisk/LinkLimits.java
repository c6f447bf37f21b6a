package org.openrecorder.asterisk;

import java.time.Duration;

/**
 * The limits of a link.
 *
 * @param connect for the TCP connection
 * @param answer for the response to one action; the application promises its callers 3 s
 * @param snapshot for the list of all channels; 1,000 channels take 50 ms
 * @param pingEvery between an answered ping and the next one
 * @param pingsUnanswered in a row after which a link is given up even though the PBX tells events
 * @param silence after which the socket gives up reading; with pings there is never so long a
 *     silence
 * @param firstPause before the first try to connect again; it doubles
 * @param longestPause between tries to connect
 * @param refusedPause between tries after the PBX has refused the password or a right: trying
 *     sooner would not help and fills the PBX's security log
 * @param queuedEvents heard and not yet taken in; 1 s of the hardest event rate measured
 * @param actionsInFlight without response; the PBX takes them one after another, so more would only
 *     wait there
 * @param compareEvery between two comparisons of what is known with the list of all channels
 */
record LinkLimits(
    Duration connect,
    Duration answer,
    Duration snapshot,
    Duration pingEvery,
    int pingsUnanswered,
    Duration silence,
    Duration firstPause,
    Duration longestPause,
    Duration refusedPause,
    int queuedEvents,
    int actionsInFlight,
    Duration compareEvery) {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofMillis(1_500);
  private static final Duration SNAPSHOT = Duration.ofSeconds(5);

  /** With {@link #ANSWER} a silent link is noticed within 5 s. */
  private static final Duration PING_EVERY = Duration.ofSeconds(3);

  private static final int PINGS_UNANSWERED = 5;
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);
  private static final int QUEUED_EVENTS = 20_000;
  private static final int ACTIONS_IN_FLIGHT = 64;

  /** With the usual pause between comparisons. */
  static final LinkLimits USUAL = comparing(Duration.ofMinutes(1));

  /** The usual ones, with another pause between comparisons. */
  static LinkLimits comparing(Duration every) {
    return new LinkLimits(
        CONNECT,
        ANSWER,
        SNAPSHOT,
        PING_EVERY,
        PINGS_UNANSWERED,
        SILENCE,
        FIRST_PAUSE,
        LONGEST_PAUSE,
        REFUSED_PAUSE,
        QUEUED_EVENTS,
        ACTIONS_IN_FLIGHT,
        every);
  }
}
