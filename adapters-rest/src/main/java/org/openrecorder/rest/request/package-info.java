/**
 * Reading what came in, strictly: what is not exactly of its form is refused and never guessed at.
 */
@NullMarked
package org.openrecorder.rest.request;

import org.jspecify.annotations.NullMarked;
