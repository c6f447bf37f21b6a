package org.openrecorder.domain.planted;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Planted: the domain must be told the time, whatever the clock on the wall is called. */
public final class FetchesTheLocalTime {

  public LocalDateTime here() {
    return LocalDateTime.now(ZoneId.of("UTC"));
  }

  public ZonedDateTime there() {
    return ZonedDateTime.now(ZoneId.of("UTC"));
  }
}
