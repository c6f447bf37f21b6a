/** The archive against real files, damaged in many ways. */
@NullMarked
package org.openrecorder.archive;

import org.jspecify.annotations.NullMarked;
