package org.openrecorder.application.port;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where the following part begins, to be given back unchanged; empty after the last
 *     part
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * A place in a list: the number of the last row that was given. Lists run from the newest row to
   * the oldest, so a new row never moves the place.
   */
  public record Cursor(long after) {}
}
