/** What the command prints. */
@NullMarked
package org.openrecorder.audit.print;

import org.jspecify.annotations.NullMarked;
