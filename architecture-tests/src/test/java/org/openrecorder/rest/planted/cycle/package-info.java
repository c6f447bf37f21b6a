/** Classes that break a rule on purpose; see {@code org.openrecorder.architecture}. */
@NullMarked
package org.openrecorder.rest.planted.cycle;

import org.jspecify.annotations.NullMarked;
