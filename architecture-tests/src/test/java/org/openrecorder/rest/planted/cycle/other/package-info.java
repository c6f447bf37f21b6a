/** Classes that break a rule on purpose; see {@code org.openrecorder.architecture}. */
@NullMarked
package org.openrecorder.rest.planted.cycle.other;

import org.jspecify.annotations.NullMarked;
