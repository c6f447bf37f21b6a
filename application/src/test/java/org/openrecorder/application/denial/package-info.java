/** What becomes of a flood of refusals. */
@NullMarked
package org.openrecorder.application.denial;

import org.jspecify.annotations.NullMarked;
