/**
 * The old recording API, with its own names of methods and parameters: what the GET, form and SOAP
 * endpoints share. An endpoint only reads a request into parameters and writes the result.
 */
@NullMarked
package org.openrecorder.application.legacy;

import org.jspecify.annotations.NullMarked;
