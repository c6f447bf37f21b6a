package org.openrecorder.asterisk.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.event.ResponseEvent;

/** Lists all bridges, with {@link BridgeListItemEvent} for each. Needs no right. */
public final class BridgeListAction extends AbstractManagerAction implements EventGeneratingAction {

  private static final long serialVersionUID = 1L;

  @Override
  public String getAction() {
    return "BridgeList";
  }

  @Override
  public Class<? extends ResponseEvent> getActionCompleteEventClass() {
    return BridgeListCompleteEvent.class;
  }
}
