package org.openrecorder.domain.call;

/** The direction of a call, seen from the telephone behind a channel. */
public enum Direction {
  /** The telephone rang. */
  INBOUND,
  /** The telephone dialled. */
  OUTBOUND,
  /** The server connected too late to see it. */
  UNKNOWN
}
