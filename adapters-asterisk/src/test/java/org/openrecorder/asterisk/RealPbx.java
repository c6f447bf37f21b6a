package org.openrecorder.asterisk;

import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.lab.asterisk.AsteriskLab;

/** The settings for a real Asterisk of the lab, with the manager user made for us. */
final class RealPbx {

  private RealPbx() {}

  static AsteriskPbx of(AsteriskLab asterisk, PbxName name) {
    return new AsteriskPbx(
        name,
        "127.0.0.1",
        asterisk.managerPort(),
        asterisk.recorder().name(),
        asterisk.recorder().secret(),
        asterisk.recordings().toString(),
        ExtensionRules.NONE);
  }
}
