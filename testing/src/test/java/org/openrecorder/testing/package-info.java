/** The fakes, held to the contracts that the real adapters keep. */
@NullMarked
package org.openrecorder.testing;

import org.jspecify.annotations.NullMarked;
