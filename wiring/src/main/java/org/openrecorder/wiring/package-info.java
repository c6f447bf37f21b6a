/**
 * Puts the server together: makes the use cases from the adapters and the settings, starts and
 * stops them.
 */
@NullMarked
package org.openrecorder.wiring;

import org.jspecify.annotations.NullMarked;
