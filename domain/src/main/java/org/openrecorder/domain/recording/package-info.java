/** Recordings: their states, their tags, and the decision whether a client may retrieve one. */
package org.openrecorder.domain.recording;
