/**
 * Asterisk over its manager interface: keeps one link per PBX, tells the application what the PBX
 * says about its channels and lets the PBX record. Asterisk-Java and the words of the wire stop
 * here; every text that goes to a PBX passes {@link org.openrecorder.asterisk.AmiValue}.
 */
@NullMarked
package org.openrecorder.asterisk;

import org.jspecify.annotations.NullMarked;
