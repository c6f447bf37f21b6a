package org.openrecorder.domain.planted;

import java.time.Instant;

/** Planted: the domain must be told the time. */
public final class FetchesTheTime {

  public Instant when() {
    return Instant.now();
  }
}
