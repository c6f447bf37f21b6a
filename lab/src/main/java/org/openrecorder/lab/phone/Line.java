package org.openrecorder.lab.phone;

/**
 * Where a phone is plugged in.
 *
 * @param endpoint the name the PBX knows it by, for example {@code 410}
 * @param port the phone's own SIP port on the loopback, where the PBX calls it
 * @param pbxPort the PBX's SIP port on the loopback
 */
public record Line(String endpoint, int port, int pbxPort) {}
