/** What goes back to the caller: held until it is complete, with audio streamed into its place. */
@NullMarked
package org.openrecorder.soap.response;

import org.jspecify.annotations.NullMarked;
