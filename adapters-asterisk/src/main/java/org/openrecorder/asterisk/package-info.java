/**
 * Asterisk behind the application's ports, over its manager interface (AMI). Asterisk-Java stays in
 * here.
 */
@NullMarked
package org.openrecorder.asterisk;

import org.jspecify.annotations.NullMarked;
