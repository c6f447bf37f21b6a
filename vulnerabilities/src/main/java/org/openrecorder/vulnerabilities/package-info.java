/**
 * The command {@code bin/check-vulnerabilities}. It compares the bill of materials of the
 * installation with lists of known vulnerabilities that the operator has downloaded. It needs no
 * network.
 */
@NullMarked
package org.openrecorder.vulnerabilities;

import org.jspecify.annotations.NullMarked;
