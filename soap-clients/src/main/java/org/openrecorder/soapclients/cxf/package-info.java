/** A client with JAX-WS as Apache CXF has it, made from the description that we publish. */
@NullMarked
package org.openrecorder.soapclients.cxf;

import org.jspecify.annotations.NullMarked;
