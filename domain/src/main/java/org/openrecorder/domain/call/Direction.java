package org.openrecorder.domain.call;

/** Who began the call, seen from the telephone behind a channel. */
public enum Direction {
  /** The telephone was rung. */
  INBOUND,
  /** The telephone dialled. */
  OUTBOUND,
  /** The server came too late to see it. */
  UNKNOWN
}
