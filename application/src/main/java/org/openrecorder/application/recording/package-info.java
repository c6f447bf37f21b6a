/**
 * Recordings from the request to the archive: starting, stopping, following their calls, taking
 * their audio in, and marking them.
 */
@NullMarked
package org.openrecorder.application.recording;

import org.jspecify.annotations.NullMarked;
