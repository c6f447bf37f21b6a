/**
 * Clients with Apache Axis 1.4, the toolkit of the product that ours replaces: rpc/encoded, and
 * never to be compiled again by those who run them.
 */
@NullMarked
package org.openrecorder.soapclients.axis;

import org.jspecify.annotations.NullMarked;
