package org.openrecorder.asterisk;

import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.UniqueId;

/**
 * What a message of a PBX says about a channel.
 *
 * <p>Each method throws {@link InvalidValue} where the header is absent or no such value.
 */
record ChannelHeaders(AmiEvent event) {

  private String text(String header) {
    return event
        .header(header)
        .orElseThrow(() -> new InvalidValue("the header " + header + " is missing"));
  }

  private String textOrNone(String header) {
    return event.header(header).orElse("");
  }

  UniqueId uniqueId() {
    return new UniqueId(text("uniqueid"));
  }

  LinkedId linkedId() {
    return new LinkedId(text("linkedid"));
  }

  ChannelName name() {
    return new ChannelName(text("channel"));
  }

  ChannelName newName() {
    return new ChannelName(text("newname"));
  }

  /** Asterisk's number of the channel's state (include/asterisk/channelstate.h). */
  int state() {
    String state = text("channelstate");
    if (!state.matches("[0-9]{1,3}")) {
      throw new InvalidValue("the state of the channel is no number");
    }
    return Integer.parseInt(state);
  }

  String enteredBridge() {
    return text("bridgeuniqueid");
  }

  /** Empty where the PBX does not tell. */
  String bridgeTechnology() {
    return textOrNone("bridgetechnology");
  }

  /** Which part of the PBX made the bridge; empty where it does not tell. */
  String bridgeCreator() {
    return textOrNone("bridgecreator");
  }

  /** As it was sent, empty where unknown. */
  String callerNumber() {
    return textOrNone("calleridnum");
  }

  /** As it was sent, empty where unknown. */
  String connectedNumber() {
    return textOrNone("connectedlinenum");
  }
}
