/** Recordings: their life, their tag, and whether one may be handed out. */
package org.openrecorder.domain.recording;
