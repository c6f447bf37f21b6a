package org.openrecorder.archive;

import java.io.File;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.openrecorder.archive.DiskState.Condition;
import org.openrecorder.archive.DiskState.Use;
import org.openrecorder.domain.call.PbxName;

/**
 * The disk below one directory, looked at no more than once a second. The log is told once when
 * room runs out and once when it is back.
 */
final class Disk {

  private static final Logger LOG = System.getLogger(Disk.class.getName());

  /** How old an answer may be: the low-water mark leaves far more room than a second fills. */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Use use;
  private final Optional<PbxName> spoolOf;
  private final File directory;
  private final BooleanSupplier there;
  private final LowWaterMark mark;
  private final InstantSource clock;
  private volatile Look last;
  private volatile Instant lastShort = Instant.MIN;

  private record Look(DiskState state, long askedAt) {
    boolean fresh() {
      return System.nanoTime() - askedAt < FRESH_NANOS;
    }
  }

  /**
   * @param there whether the directory is what it should be
   */
  Disk(
      Use use,
      Optional<PbxName> spoolOf,
      File directory,
      BooleanSupplier there,
      LowWaterMark mark,
      InstantSource clock) {
    this.use = use;
    this.spoolOf = spoolOf;
    this.directory = directory;
    this.there = there;
    this.mark = mark;
    this.clock = clock;
    this.last =
        new Look(
            new DiskState(use, spoolOf, Condition.ROOM, Long.MAX_VALUE),
            System.nanoTime() - FRESH_NANOS);
  }

  /** How it is now. */
  DiskState state() {
    Look known = last;
    return known.fresh() ? known.state() : look();
  }

  /** Whether it was found short of room, or gone, at that time or later. */
  boolean wasShortSince(Instant then) {
    state();
    return !lastShort.isBefore(then);
  }

  private DiskState look() {
    boolean isThere = there.getAsBoolean();
    return noted(isThere, isThere ? directory.getUsableSpace() : 0, System.nanoTime());
  }

  private synchronized DiskState noted(boolean isThere, long free, long askedAt) {
    DiskState before = last.state();
    DiskState now = new DiskState(use, spoolOf, condition(isThere, free, before), free);
    last = new Look(now, askedAt);
    if (now.condition() != Condition.ROOM) {
      lastShort = clock.instant();
    }
    if (now.condition() != before.condition()) {
      tell(now);
    }
    return now;
  }

  private Condition condition(boolean isThere, long free, DiskState before) {
    if (!isThere) {
      return Condition.GONE;
    }
    return mark.isLow(free, before.condition() == Condition.LOW) ? Condition.LOW : Condition.ROOM;
  }

  private static void tell(DiskState now) {
    if (now.condition() == Condition.ROOM) {
      LOG.log(Level.INFO, "{0} has room again: {1}", now.name(), now.words());
    } else {
      LOG.log(
          Level.ERROR, "{0} is {1}: no recording starts that needs it", now.name(), now.words());
    }
  }
}
