/**
 * SOAP messages of both versions: calls read out of envelopes, results and faults written into
 * them. Knows neither HTTP nor servlets.
 */
@NullMarked
package org.openrecorder.soap.envelope;

import org.jspecify.annotations.NullMarked;
