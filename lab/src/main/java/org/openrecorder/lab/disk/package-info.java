/** Disks that are small enough to be filled up in a test. */
@NullMarked
package org.openrecorder.lab.disk;

import org.jspecify.annotations.NullMarked;
