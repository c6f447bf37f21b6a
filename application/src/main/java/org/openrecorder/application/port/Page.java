package org.openrecorder.application.port;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next where the next page begins, to be passed back unchanged; empty after the last page
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * A position in a list: the number of the last record that was returned. Lists run from the
   * newest record to the oldest, so a new record never moves the position.
   */
  public record Cursor(long after) {}
}
