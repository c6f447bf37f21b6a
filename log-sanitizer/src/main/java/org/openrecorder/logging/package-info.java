/**
 * Sanitizes every line of the log, whichever code writes it: text from outside cannot look like a
 * line of its own, and what must not be stored is masked. Depends on the log manager only.
 */
@NullMarked
package org.openrecorder.logging;

import org.jspecify.annotations.NullMarked;
