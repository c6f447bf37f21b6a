/** Classes that break a rule on purpose; see {@code org.openrecorder.architecture}. */
@NullMarked
package org.openrecorder.rest.planted;

import org.jspecify.annotations.NullMarked;
