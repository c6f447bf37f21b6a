/** The GET, form and JSON endpoints. What they may do are the use cases of the application. */
@NullMarked
package org.openrecorder.rest;

import org.jspecify.annotations.NullMarked;
