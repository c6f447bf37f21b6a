/**
 * The command {@code bin/verify-audit}. It reads the settings as the server does, verifies the
 * database without the server, and prints its findings.
 */
@NullMarked
package org.openrecorder.audit.verify;

import org.jspecify.annotations.NullMarked;
