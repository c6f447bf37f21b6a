/** What becomes of a retrieve that matches very much. */
@NullMarked
package org.openrecorder.application.retrieval;

import org.jspecify.annotations.NullMarked;
