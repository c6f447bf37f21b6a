/** Tests of the command's output. */
@NullMarked
package org.openrecorder.audit.print;

import org.jspecify.annotations.NullMarked;
