package org.openrecorder.archive;

/**
 * How much must be free for a recording to begin. Once room has run out a tenth more must be free
 * again, so that a disk at the mark does not raise the alarm over and over.
 */
record LowWaterMark(long bytes) {

  private static final int SLACK_PARTS = 10;

  boolean isLow(long free, boolean wasLow) {
    return free - (wasLow ? bytes / SLACK_PARTS : 0) <= bytes;
  }
}
