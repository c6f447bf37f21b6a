package org.openrecorder.rest.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the value of the parameter {@code cursor} that asks for the following part, null
 *     after the last
 */
public record PageView(List<? extends View> items, @Nullable String next) implements View {}
