/**
 * Rejections that any client can cause as often as it likes: they are counted in memory and written
 * at intervals by a background thread, so that a flood of requests never becomes a flood of records
 * or of log lines. No request waits for what is written here.
 */
@NullMarked
package org.openrecorder.application.denial;

import org.jspecify.annotations.NullMarked;
