/** Fetching from a real Asterisk, and from an HTTP server that misbehaves. */
@org.jspecify.annotations.NullMarked
package org.openrecorder.asterisk.ari;
