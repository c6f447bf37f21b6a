package org.openrecorder.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewCallerIdEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewConnectedLineEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.RenameEvent;
import org.asteriskjava.manager.event.UnholdEvent;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.Text;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/**
 * From what Asterisk says to what the domain knows. What the domain refuses (a channel that is no
 * telephone's, a value that is broken) means nothing here: it yields no event, never an exception.
 */
final class EventTranslation {

  /** Asterisk's own pseudo channel for text messages: it is no leg of any call. */
  private static final String MESSAGE_QUEUE = "Message";

  /** Characters of a telephone number; Asterisk's own limit is 80. */
  private static final int MOST_OF_A_NUMBER = 80;

  // Asterisk's channel states (include/asterisk/channelstate.h)
  private static final int CALLING = 4;
  private static final int RINGING = 5;
  private static final int UP = 6;

  /** What Asterisk calls a bridge in which calls are parked or wait in a queue. */
  private static final String HOLDING = "holding_bridge";

  /** What can mean anything here, and what Asterisk calls it. */
  private static final Map<Class<? extends ManagerEvent>, String> EVENTS =
      Map.of(
          NewChannelEvent.class, "Newchannel",
          NewStateEvent.class, "Newstate",
          NewConnectedLineEvent.class, "NewConnectedLine",
          NewCallerIdEvent.class, "NewCallerid",
          BridgeEnterEvent.class, "BridgeEnter",
          BridgeLeaveEvent.class, "BridgeLeave",
          RenameEvent.class, "Rename",
          HoldEvent.class, "Hold",
          UnholdEvent.class, "Unhold",
          HangupEvent.class, "Hangup");

  /** The same for Asterisk's action Filter: a regular expression over the text of an event. */
  static final String WHAT_MATTERS =
      "^Event: (" + String.join("|", new TreeSet<>(EVENTS.values())) + ")[^A-Za-z]";

  private final PbxName pbx;

  EventTranslation(PbxName pbx) {
    this.pbx = pbx;
  }

  /** Whether the event can mean anything here; cheap, so that the others need not be queued. */
  static boolean matters(ManagerEvent event) {
    return EVENTS.containsKey(event.getClass());
  }

  /** What the event means, in order. */
  List<ChannelEvent> translate(ManagerEvent event) {
    try {
      return meaning(event);
    } catch (InvalidValue unusable) {
      return List.of();
    }
  }

  /** The channels of a list, in its order, without those the domain refuses. */
  List<Channel> channels(List<CoreShowChannelEvent> listed) {
    List<Channel> channels = new ArrayList<>(listed.size());
    listed.forEach(one -> channel(one).ifPresent(channels::add));
    return channels;
  }

  private List<ChannelEvent> meaning(ManagerEvent event) {
    return switch (event) {
      case NewChannelEvent e -> appeared(e);
      case NewStateEvent e ->
          linked(e.getUniqueId(), e.getLinkedId(), state(id(e.getUniqueId()), e.getChannelState()));
      case NewConnectedLineEvent e ->
          linked(e.getUniqueId(), e.getLinkedId(), numbered(e.getUniqueId(), e));
      case NewCallerIdEvent e ->
          linked(e.getUniqueId(), e.getLinkedId(), numbered(e.getUniqueId(), e));
      case BridgeEnterEvent e -> linked(e.getUniqueId(), e.getLinkedId(), entered(e));
      case BridgeLeaveEvent e -> linked(e.getUniqueId(), e.getLinkedId(), left(e));
      case HoldEvent e -> linked(e.getUniqueId(), e.getLinkedId(), held(e.getUniqueId(), true));
      case UnholdEvent e -> linked(e.getUniqueId(), e.getLinkedId(), held(e.getUniqueId(), false));
      case RenameEvent e ->
          List.of(new ChannelEvent.Renamed(id(e.getUniqueId()), name(e.getNewname())));
      case HangupEvent e -> List.of(new ChannelEvent.HungUp(id(e.getUniqueId())));
      default -> List.of();
    };
  }

  /**
   * Says the call of the channel first: an event can be the first one from the call the channel has
   * moved to.
   */
  private static List<ChannelEvent> linked(
      @Nullable String uniqueId, @Nullable String linkedId, Optional<ChannelEvent> then) {
    ChannelEvent link = new ChannelEvent.Linked(id(uniqueId), linkedId(linkedId));
    return then.isPresent() ? List.of(link, then.get()) : List.of(link);
  }

  private List<ChannelEvent> appeared(NewChannelEvent event) {
    ChannelName name = name(event.getChannel());
    if (name.tech().equals(MESSAGE_QUEUE)) {
      return List.of();
    }
    return List.of(
        new ChannelEvent.Appeared(
            channel(
                event,
                id(event.getUniqueId()),
                linkedId(event.getLinkedid()),
                name,
                Optional.empty())));
  }

  private Optional<Channel> channel(CoreShowChannelEvent listed) {
    try {
      ChannelName name = name(listed.getChannel());
      return name.tech().equals(MESSAGE_QUEUE)
          ? Optional.empty()
          : Optional.of(
              channel(
                  listed,
                  id(listed.getUniqueid()),
                  linkedId(listed.getLinkedid()),
                  name,
                  bridge(listed.getBridgeid())));
    } catch (InvalidValue unusable) {
      return Optional.empty();
    }
  }

  private Channel channel(
      ManagerEvent event,
      UniqueId uniqueId,
      LinkedId linkedId,
      ChannelName name,
      Optional<String> bridge) {
    return new Channel(
        pbx,
        uniqueId,
        linkedId,
        name,
        stateOf(event.getChannelState()) == UP,
        bridge,
        false,
        direction(event.getChannelState()),
        number(event.getCallerIdNum()),
        number(event.getConnectedLineNum()));
  }

  private static Optional<ChannelEvent> state(UniqueId uniqueId, @Nullable Integer state) {
    return switch (stateOf(state)) {
      case UP -> Optional.of(new ChannelEvent.Answered(uniqueId));
      case CALLING, RINGING -> Optional.of(new ChannelEvent.Ringing(uniqueId, direction(state)));
      default -> Optional.empty();
    };
  }

  private static Direction direction(@Nullable Integer state) {
    return switch (stateOf(state)) {
      case CALLING -> Direction.OUTBOUND;
      case RINGING -> Direction.INBOUND;
      default -> Direction.UNKNOWN;
    };
  }

  private static int stateOf(@Nullable Integer state) {
    return state == null ? 0 : state;
  }

  private static Optional<ChannelEvent> numbered(@Nullable String uniqueId, ManagerEvent event) {
    return Optional.of(
        new ChannelEvent.Numbered(
            id(uniqueId), number(event.getCallerIdNum()), number(event.getConnectedLineNum())));
  }

  /** Where calls only wait nobody talks to anybody. */
  private static Optional<ChannelEvent> entered(BridgeEnterEvent event) {
    Optional<String> bridge =
        HOLDING.equals(event.getBridgeTechnology())
            ? Optional.empty()
            : bridge(event.getBridgeUniqueId());
    return Optional.of(new ChannelEvent.Bridged(id(event.getUniqueId()), bridge));
  }

  private static Optional<ChannelEvent> left(BridgeLeaveEvent event) {
    return Optional.of(new ChannelEvent.Bridged(id(event.getUniqueId()), Optional.empty()));
  }

  private static Optional<ChannelEvent> held(@Nullable String uniqueId, boolean onHold) {
    return Optional.of(new ChannelEvent.Held(id(uniqueId), onHold));
  }

  private static UniqueId id(@Nullable String text) {
    return new UniqueId(present(text));
  }

  private static LinkedId linkedId(@Nullable String text) {
    return new LinkedId(present(text));
  }

  private static ChannelName name(@Nullable String text) {
    return new ChannelName(present(text));
  }

  private static String present(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Optional<String> bridge(@Nullable String text) {
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** A number of which nothing can be shown is as good as none. */
  private static String number(@Nullable String text) {
    try {
      return text == null ? "" : Text.checked("the number", text, MOST_OF_A_NUMBER);
    } catch (InvalidValue unusable) {
      return "";
    }
  }
}
