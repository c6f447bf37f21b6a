package org.openrecorder.rest.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.Page;

/**
 * A part of a list.
 *
 * @param next the value of the parameter {@code cursor} that asks for the following part, null
 *     after the last
 */
public record PageView(List<? extends View> items, @Nullable String next) implements View {

  static <T> PageView of(Page<T> page, Function<T, View> view) {
    return new PageView(
        page.items().stream().map(view).toList(), page.next().map(Cursors::text).orElse(null));
  }
}
