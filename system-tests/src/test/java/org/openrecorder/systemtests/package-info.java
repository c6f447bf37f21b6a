/** Tests that see the running server only from outside. */
@NullMarked
package org.openrecorder.systemtests;

import org.jspecify.annotations.NullMarked;
