/**
 * What tests of several modules share: fakes of the driven ports, the contracts that fakes and real
 * adapters both keep, and builders that start valid. Nothing here is shipped.
 */
@NullMarked
package org.openrecorder.testing;

import org.jspecify.annotations.NullMarked;
