/**
 * The live channel state of all PBXs: fed by the adapters that listen to them and asked by the use
 * cases that need a channel.
 */
@NullMarked
package org.openrecorder.application.live;

import org.jspecify.annotations.NullMarked;
