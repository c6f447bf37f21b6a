/** The published description of the SOAP endpoint: one file, written by hand, for all to read. */
@NullMarked
package org.openrecorder.soap.wsdl;

import org.jspecify.annotations.NullMarked;
