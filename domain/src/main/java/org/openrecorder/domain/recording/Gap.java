package org.openrecorder.domain.recording;

import java.time.Instant;

/**
 * A period of a recording in which nothing was recorded, or whose audio is lost.
 *
 * @param to at least a millisecond after {@code from}
 * @param why human-readable
 */
public record Gap(Instant from, Instant to, String why) {}
