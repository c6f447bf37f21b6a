/**
 * Actions and events of Asterisk that Asterisk-Java does not know. Asterisk-Java makes and fills
 * the events by reflection, which is why they are public and can be changed; nothing else belongs
 * here.
 */
@org.jspecify.annotations.NullMarked
package org.openrecorder.asterisk.ami;
