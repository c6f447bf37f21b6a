/**
 * What comes in is hostile until read: a request is bounded, taken apart with a hardened parser and
 * written anew before the SOAP stack sees it.
 */
@NullMarked
package org.openrecorder.soap.guard;

import org.jspecify.annotations.NullMarked;
