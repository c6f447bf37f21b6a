/**
 * The settings: one MicroProfile Config property each under {@code recorder.}, read and checked as
 * a whole.
 */
@NullMarked
package org.openrecorder.settings;

import org.jspecify.annotations.NullMarked;
