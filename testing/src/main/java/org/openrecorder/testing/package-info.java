/** What tests of several modules share: fakes, builders, port contracts. */
@NullMarked
package org.openrecorder.testing;

import org.jspecify.annotations.NullMarked;
