package org.openrecorder.domain.call;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One leg of a live call, as far as its PBX has reported it.
 *
 * @param extension of the telephone behind it, by the {@link ExtensionRules} of its PBX
 * @param bridge the id of the bridge in which it can talk to others
 * @param parked whether it waits in a parking lot to be retrieved
 * @param callerNumber the number at its own end, empty where unknown
 * @param connectedNumber the number at the far end, empty where unknown
 */
public record Channel(
    PbxName pbx,
    UniqueId uniqueId,
    LinkedId linkedId,
    ChannelName name,
    Optional<Extension> extension,
    boolean answered,
    Optional<String> bridge,
    boolean parked,
    boolean onHold,
    Direction direction,
    String callerNumber,
    String connectedNumber) {

  /** A new channel: it is not answered, and no numbers are known. */
  public static Channel made(
      PbxName pbx,
      UniqueId uniqueId,
      LinkedId linkedId,
      ChannelName name,
      Optional<Extension> extension) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        extension,
        false,
        Optional.empty(),
        false,
        false,
        Direction.UNKNOWN,
        "",
        "");
  }

  public CallId call() {
    return new CallId(pbx, linkedId);
  }

  /**
   * The extensions that it is found by: its own, and its device's name where that is a valid one.
   */
  public List<Extension> answersTo() {
    return Stream.concat(extension.stream(), name.extension().stream()).distinct().toList();
  }

  public boolean bridged() {
    return bridge.isPresent();
  }

  /** Whether it is in a conversation, or in a bridge where it could be. */
  public boolean talking() {
    return answered && bridged();
  }

  public Channel answer() {
    return up(true);
  }

  public Channel up(boolean isAnswered) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        extension,
        isAnswered,
        bridge,
        parked,
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
        extension,
        answered,
        newBridge,
        false,
        onHold,
        direction,
        callerNumber,
        connectedNumber);
  }

  /** It waits in a parking lot. */
  public Channel park() {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        extension,
        answered,
        Optional.empty(),
        true,
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
        extension,
        answered,
        bridge,
        parked,
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
        extension,
        answered,
        bridge,
        parked,
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
        extension,
        answered,
        bridge,
        parked,
        onHold,
        way,
        callerNumber,
        connectedNumber);
  }

  public Channel named(ChannelName newName, Optional<Extension> newExtension) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        newName,
        newExtension,
        answered,
        bridge,
        parked,
        onHold,
        direction,
        callerNumber,
        connectedNumber);
  }

  /** Whether the two agree in everything that the PBX's list of channels reports. */
  boolean agreesWith(Channel listed) {
    return linkedId.equals(listed.linkedId())
        && name.equals(listed.name())
        && answered == listed.answered()
        && bridge.equals(listed.bridge())
        && parked == listed.parked();
  }

  /** The same, where fields that the PBX does not report any more keep their earlier values. */
  Channel knownAs(Channel before) {
    return going(direction == Direction.UNKNOWN ? before.direction() : direction)
        .numbered(
            callerNumber.isEmpty() ? before.callerNumber() : callerNumber,
            connectedNumber.isEmpty() ? before.connectedNumber() : connectedNumber);
  }

  public Channel numbered(String caller, String connected) {
    return new Channel(
        pbx, uniqueId, linkedId, name, extension, answered, bridge, parked, onHold, direction,
        caller, connected);
  }
}
