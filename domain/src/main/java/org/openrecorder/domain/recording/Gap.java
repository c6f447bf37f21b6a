package org.openrecorder.domain.recording;

import java.time.Instant;

/**
 * A stretch of a recording in which nothing was recorded, or from which nothing is left.
 *
 * @param to at least a millisecond after {@code from}
 * @param why in a person's words
 */
public record Gap(Instant from, Instant to, String why) {}
