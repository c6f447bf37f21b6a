package org.openrecorder.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until the test moves it. */
public final class SettableClock implements InstantSource {

  private Instant now = Instant.parse("2026-11-23T08:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Time goes by. */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }
}
