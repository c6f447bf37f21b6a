/**
 * What every line of the log goes through, whichever code writes it: nothing that came from outside
 * can look like a line of its own, and nothing that must not be kept is kept. Knows the log manager
 * only.
 */
@NullMarked
package org.openrecorder.logging;

import org.jspecify.annotations.NullMarked;
