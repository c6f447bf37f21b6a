/**
 * Counts and times what goes through the use cases and the ports, by standing in front of them.
 * Names and labels are listed in {@code docs/operations.md}; a label has few values, and none that
 * comes from outside.
 */
@NullMarked
package org.openrecorder.metrics;

import org.jspecify.annotations.NullMarked;
