/** Breaks the line between the server and a PBX, at the byte that a test names. */
@NullMarked
package org.openrecorder.lab.fault;

import org.jspecify.annotations.NullMarked;
