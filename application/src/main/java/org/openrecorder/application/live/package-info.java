/**
 * The live channel state of all PBXs: the adapters that listen to the PBXs update it, and the use
 * cases that need a channel query it.
 */
@NullMarked
package org.openrecorder.application.live;

import org.jspecify.annotations.NullMarked;
