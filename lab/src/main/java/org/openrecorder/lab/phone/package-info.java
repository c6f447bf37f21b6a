/** Phones: SIP signalling and RTP audio of their own, as a desk phone has them. */
@NullMarked
package org.openrecorder.lab.phone;

import org.jspecify.annotations.NullMarked;
