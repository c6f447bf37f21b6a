/**
 * Tests of the Asterisk adapter, most of them against {@link org.openrecorder.asterisk.FakeAmi}.
 */
@NullMarked
package org.openrecorder.asterisk;

import org.jspecify.annotations.NullMarked;
