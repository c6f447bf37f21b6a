/**
 * The SOAP endpoint: the JAX-WS endpoint and the filters in front of it. What it may do is the
 * legacy API of the application; a request is read into parameters here and the answer written out.
 */
@NullMarked
package org.openrecorder.soap;

import org.jspecify.annotations.NullMarked;
