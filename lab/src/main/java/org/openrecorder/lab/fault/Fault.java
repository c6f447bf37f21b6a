package org.openrecorder.lab.fault;

import java.time.Duration;
import java.util.List;

/** What can happen to a connection at one byte. */
public sealed interface Fault {

  /** Both ends are told that the connection is over; the byte and all after it are lost. */
  record Cut() implements Fault {}

  /** Both ends are told that the connection was reset. */
  record Reset() implements Fault {}

  /**
   * From this byte on nothing gets through, in either direction, and neither side is told. New
   * connections are not concerned.
   */
  record Blackhole() implements Fault {}

  /** This byte and all after it come that much later. */
  record Delay(Duration time) implements Fault {}

  /** This byte and all after it, in this direction, come one by one. */
  record Slices() implements Fault {}

  /**
   * The first response that begins at this byte or later is swallowed whole; what the PBX tells
   * before and after it gets through. Only for {@link Way#BACK}.
   */
  record LostResponse() implements Fault {}

  /**
   * Behind the message that this byte is in come these, as fast as they are taken; then what was
   * said meanwhile. Only for {@link Way#BACK}.
   */
  record Flood(List<String> messages) implements Fault {}
}
