/**
 * A private Asterisk from Debian's own packages with a generated configuration. Knows the
 * extensions the dialplan offers; knows nothing of the product.
 */
@NullMarked
package org.openrecorder.lab.asterisk;

import org.jspecify.annotations.NullMarked;
