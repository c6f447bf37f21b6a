/**
 * How much a client may ask for, and how fast passwords may be guessed: all in memory, all bounded.
 * Knows keys and times only, nothing of HTTP.
 */
@NullMarked
package org.openrecorder.edge.limit;

import org.jspecify.annotations.NullMarked;
