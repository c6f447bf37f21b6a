/** Looking things up: call records and recordings as lists, without audio. */
@NullMarked
package org.openrecorder.application.search;

import org.jspecify.annotations.NullMarked;
