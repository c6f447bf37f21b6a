/** A throw-away PostgreSQL from Debian's binaries. */
@NullMarked
package org.openrecorder.lab.postgres;

import org.jspecify.annotations.NullMarked;
