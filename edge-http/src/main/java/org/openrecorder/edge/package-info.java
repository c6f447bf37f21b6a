/**
 * The edge before all endpoints: who calls, and which endpoint a request is for. Nothing gets past
 * it without a caller, and no answer leaves it with more than a client may know.
 */
@NullMarked
package org.openrecorder.edge;

import org.jspecify.annotations.NullMarked;
