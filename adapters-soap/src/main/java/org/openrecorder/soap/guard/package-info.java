/**
 * What comes in is hostile until read: a request is bounded and taken apart with a hardened parser.
 * The call is read from what the parser gave; the SOAP stack gets an empty envelope in its place.
 */
@NullMarked
package org.openrecorder.soap.guard;

import org.jspecify.annotations.NullMarked;
