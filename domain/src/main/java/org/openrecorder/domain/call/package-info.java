/**
 * Calls as the PBX sees them: channels, their extensions, the live channel state, which channel a
 * client means when it names an extension, and the stored record of a call.
 */
package org.openrecorder.domain.call;
