/** Classes that break a rule on purpose; see {@code org.openrecorder.architecture}. */
@NullMarked
package org.openrecorder.archive.planted;

import org.jspecify.annotations.NullMarked;
