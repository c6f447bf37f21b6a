/**
 * The composition root: {@link org.openrecorder.application.composition.RecorderApplication} builds
 * the whole graph of use cases from the ports. Nothing in the application depends on this package;
 * the server and the tests do.
 */
@NullMarked
package org.openrecorder.application.composition;

import org.jspecify.annotations.NullMarked;
