/**
 * Rules that the modules' borders alone cannot hold, and a planted bad class for each to show that
 * it bites. The planted classes live in packages named {@code planted} of this module's test
 * sources.
 */
@NullMarked
package org.openrecorder.architecture;

import org.jspecify.annotations.NullMarked;
