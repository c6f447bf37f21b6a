/**
 * The command {@code bin/verify-audit}: reads the settings as the server does, looks at the
 * database without the server, and says what it found.
 */
@NullMarked
package org.openrecorder.audit.verify;

import org.jspecify.annotations.NullMarked;
