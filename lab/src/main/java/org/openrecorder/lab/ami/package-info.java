/**
 * Asterisk's manager interface as a test sees it: a plain client, and a tap on the line between the
 * server and Asterisk.
 */
@NullMarked
package org.openrecorder.lab.ami;

import org.jspecify.annotations.NullMarked;
