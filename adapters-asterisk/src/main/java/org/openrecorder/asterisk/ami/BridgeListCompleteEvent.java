package org.openrecorder.asterisk.ami;

import org.asteriskjava.manager.event.ResponseEvent;

/** The end of a {@link BridgeListAction}. */
public final class BridgeListCompleteEvent extends ResponseEvent {

  private static final long serialVersionUID = 1L;

  public BridgeListCompleteEvent(Object source) {
    super(source);
  }
}
