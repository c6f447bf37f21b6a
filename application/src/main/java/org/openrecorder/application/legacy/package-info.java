/**
 * The recording API of old, by the names of its methods and parameters: what the GET, form and SOAP
 * endpoints share. An endpoint only reads a request into parameters and writes the answer out.
 */
@NullMarked
package org.openrecorder.application.legacy;

import org.jspecify.annotations.NullMarked;
