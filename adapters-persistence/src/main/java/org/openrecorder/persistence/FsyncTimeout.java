package org.openrecorder.persistence;

import java.time.Duration;

/**
 * How long a commit of the embedded database is waited for.
 *
 * @param most until the disk has it
 */
public record FsyncTimeout(Duration most) {}
