/**
 * The endpoint that GET requests and forms of the recording API of old come through. Reached only
 * over the edge, which sends them here from the one public URL.
 */
@NullMarked
package org.openrecorder.rest.legacy;

import org.jspecify.annotations.NullMarked;
