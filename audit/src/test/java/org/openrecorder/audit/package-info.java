/** Tests of the chain without a database. */
@NullMarked
package org.openrecorder.audit;

import org.jspecify.annotations.NullMarked;
