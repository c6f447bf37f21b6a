/**
 * Calls as the PBX sees them: channels, the extensions they answer to, the live picture of what is
 * going on, which channel is meant when somebody names an extension, and the stored record of a
 * call.
 */
package org.openrecorder.domain.call;
