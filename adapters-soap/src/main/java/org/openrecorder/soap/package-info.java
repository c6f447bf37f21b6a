/** The SOAP door. What it may do is the legacy API of the application. */
@NullMarked
package org.openrecorder.soap;

import org.jspecify.annotations.NullMarked;
