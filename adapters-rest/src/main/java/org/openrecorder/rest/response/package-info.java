/** What the answers of both applications share. */
@NullMarked
package org.openrecorder.rest.response;

import org.jspecify.annotations.NullMarked;
