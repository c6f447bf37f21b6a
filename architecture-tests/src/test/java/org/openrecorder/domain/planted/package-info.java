/** Classes that break a rule on purpose; see {@code org.openrecorder.architecture}. */
@NullMarked
package org.openrecorder.domain.planted;

import org.jspecify.annotations.NullMarked;
