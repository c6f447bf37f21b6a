package org.openrecorder.rest.planted;

import org.asteriskjava.manager.action.PingAction;

/** Planted: Asterisk-Java must stay in its adapter. */
public final class SpeaksAsterisk {

  public PingAction ping() {
    return new PingAction();
  }
}
