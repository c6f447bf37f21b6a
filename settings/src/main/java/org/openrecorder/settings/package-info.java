/**
 * The settings: each is one MicroProfile Config property under {@code recorder.}. They are read and
 * validated as a whole.
 */
@NullMarked
package org.openrecorder.settings;

import org.jspecify.annotations.NullMarked;
