package org.openrecorder.asterisk;

import java.time.Duration;

/**
 * What comes over a link.
 *
 * @param heard how many events came since the server was started, those that were thrown away
 *     included
 * @param waiting how many of them wait to be taken in
 * @param lag how long ago the oldest came that is not taken in; zero if there is none
 */
public record LinkStatistics(long heard, int waiting, Duration lag) {}
