/**
 * The server side of the SOAP stack that the original was built on, Apache Axis 1.4, with the four
 * methods of the recording API behind it. It records nothing: it tells what it would have been
 * asked to do.
 */
@NullMarked
package org.openrecorder.soapclients.original;

import org.jspecify.annotations.NullMarked;
