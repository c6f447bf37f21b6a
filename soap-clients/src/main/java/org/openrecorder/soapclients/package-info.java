/**
 * Clients of the SOAP endpoint as CRMs have them: each with a toolkit that is sold or kept
 * somewhere, all behind one interface. Test kit: nothing here may know the product but its WSDL.
 */
@NullMarked
package org.openrecorder.soapclients;

import org.jspecify.annotations.NullMarked;
