/**
 * The JSON endpoint, {@code /api/v1}: looking up call records and recordings, marking recordings,
 * listening to one. What goes out are records of this package, so that a change of the domain never
 * changes what clients see.
 */
@NullMarked
package org.openrecorder.rest.api;

import org.jspecify.annotations.NullMarked;
