/**
 * The command {@code bin/check-vulnerabilities}: compares the bill of materials of the installation
 * with a list of known vulnerabilities that the operator has fetched. It asks no server, so that it
 * works where there is no network.
 */
@NullMarked
package org.openrecorder.vulnerabilities;

import org.jspecify.annotations.NullMarked;
