package org.openrecorder.asterisk.ami;

import org.asteriskjava.manager.event.ResponseEvent;
import org.jspecify.annotations.Nullable;

/** One bridge of a {@link BridgeListAction}. */
public final class BridgeListItemEvent extends ResponseEvent {

  private static final long serialVersionUID = 1L;

  private @Nullable String bridgeUniqueid;
  private @Nullable String bridgeTechnology;
  private @Nullable String bridgeCreator;

  public BridgeListItemEvent(Object source) {
    super(source);
  }

  public @Nullable String getBridgeUniqueid() {
    return bridgeUniqueid;
  }

  public void setBridgeUniqueid(@Nullable String id) {
    bridgeUniqueid = id;
  }

  /** Such as {@code simple_bridge}, {@code softmix} or {@code holding_bridge}. */
  public @Nullable String getBridgeTechnology() {
    return bridgeTechnology;
  }

  public void setBridgeTechnology(@Nullable String technology) {
    bridgeTechnology = technology;
  }

  /** Such as {@code Parking} or {@code AgentPool}; blank for a call between two telephones. */
  public @Nullable String getBridgeCreator() {
    return bridgeCreator;
  }

  public void setBridgeCreator(@Nullable String creator) {
    bridgeCreator = creator;
  }
}
