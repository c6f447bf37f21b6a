/**
 * Files of a PBX that shares no directory with this server, fetched over Asterisk's own HTTP
 * interface (ARI).
 *
 * <p>Source: Asterisk's REST interface, {@code /recordings/stored}, which serves the directory
 * {@code recording} of Asterisk's spool; checked on Asterisk 16 and 22.
 */
@org.jspecify.annotations.NullMarked
package org.openrecorder.asterisk.ari;
