/** Queries: call records and recordings as lists, without audio, and the server's metrics. */
@NullMarked
package org.openrecorder.application.search;

import org.jspecify.annotations.NullMarked;
