/**
 * Rejections that any sender can bring about without limit: they are counted in memory and written
 * now and then by a background thread, so that a flood of requests never becomes a flood of rows or
 * of lines of the log. No request waits for what is written here.
 */
@NullMarked
package org.openrecorder.application.denial;

import org.jspecify.annotations.NullMarked;
