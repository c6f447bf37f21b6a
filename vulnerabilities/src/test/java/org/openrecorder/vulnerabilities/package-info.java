/** Tests of the command that looks for known vulnerabilities. */
@NullMarked
package org.openrecorder.vulnerabilities;

import org.jspecify.annotations.NullMarked;
