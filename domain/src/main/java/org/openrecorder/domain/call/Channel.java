package org.openrecorder.domain.call;

import java.util.Optional;

/**
 * One leg of a live call, as far as its PBX has told. {@code bridge} is the id of the bridge it is
 * in; {@code callerNumber} and {@code connectedNumber} are the numbers at its own and at the far
 * end, empty where unknown.
 */
public record Channel(
    PbxName pbx,
    UniqueId uniqueId,
    LinkedId linkedId,
    ChannelName name,
    boolean answered,
    Optional<String> bridge,
    boolean onHold,
    Direction direction,
    String callerNumber,
    String connectedNumber) {

  public CallKey call() {
    return new CallKey(pbx, linkedId);
  }

  public Optional<Extension> extension() {
    return name.extension();
  }

  public boolean bridged() {
    return bridge.isPresent();
  }

  public Channel answer() {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        true,
        bridge,
        onHold,
        direction,
        callerNumber,
        connectedNumber);
  }

  public Channel in(Optional<String> newBridge) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        answered,
        newBridge,
        onHold,
        direction,
        callerNumber,
        connectedNumber);
  }

  public Channel held(boolean nowOnHold) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        answered,
        bridge,
        nowOnHold,
        direction,
        callerNumber,
        connectedNumber);
  }

  public Channel ofCall(LinkedId call) {
    return new Channel(
        pbx,
        uniqueId,
        call,
        name,
        answered,
        bridge,
        onHold,
        direction,
        callerNumber,
        connectedNumber);
  }

  public Channel going(Direction way) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        answered,
        bridge,
        onHold,
        way,
        callerNumber,
        connectedNumber);
  }

  public Channel named(ChannelName newName) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        newName,
        answered,
        bridge,
        onHold,
        direction,
        callerNumber,
        connectedNumber);
  }

  public Channel numbered(String caller, String connected) {
    return new Channel(
        pbx, uniqueId, linkedId, name, answered, bridge, onHold, direction, caller, connected);
  }
}
