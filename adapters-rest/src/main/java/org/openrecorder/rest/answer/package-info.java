/** What the answers of both applications share. */
@NullMarked
package org.openrecorder.rest.answer;

import org.jspecify.annotations.NullMarked;
