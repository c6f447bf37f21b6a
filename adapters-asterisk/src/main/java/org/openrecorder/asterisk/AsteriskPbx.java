package org.openrecorder.asterisk;

import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.PbxName;

/**
 * One PBX as the settings give it.
 *
 * @param port of the manager interface, 1 to 65535
 * @param user a manager user with {@code read=call} and {@code write=system,call}
 * @param secret the password of that user; it never crosses the network and never shows in {@link
 *     #toString()}
 * @param spool the absolute directory that the PBX records into, as the PBX sees it
 * @param extensions how it names the devices of an extension
 */
public record AsteriskPbx(
    PbxName name,
    String host,
    int port,
    String user,
    String secret,
    String spool,
    ExtensionRules extensions) {

  private static final int HIGHEST_PORT = 65_535;

  public AsteriskPbx {
    AmiValue.header("the host of the PBX", host);
    AmiValue.header("the manager user", user);
    AmiValue.file("the spool directory", spool);
    if (port < 1 || port > HIGHEST_PORT) {
      throw new InvalidValue("the port of the PBX is not 1 to " + HIGHEST_PORT);
    }
    spool =
        spool.length() > 1 && spool.endsWith("/") ? spool.substring(0, spool.length() - 1) : spool;
  }

  @Override
  public String toString() {
    return name + " (" + user + "@" + host + ":" + port + ")";
  }
}
