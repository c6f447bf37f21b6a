/** What becomes of a flood of rejections. */
@NullMarked
package org.openrecorder.application.denial;

import org.jspecify.annotations.NullMarked;
