/** Looking things up: call records and recordings as lists, without audio. */
@NullMarked
package org.openrecorder.application.query;

import org.jspecify.annotations.NullMarked;
