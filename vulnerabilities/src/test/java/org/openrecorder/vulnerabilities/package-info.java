/** Tests of the command that checks for known vulnerabilities. */
@NullMarked
package org.openrecorder.vulnerabilities;

import org.jspecify.annotations.NullMarked;
