package org.openrecorder.asterisk;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.TextRules;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/**
 * From what Asterisk says to what the domain knows. What cannot be understood is told as such,
 * never by an exception.
 */
final class AmiEventTranslator {

  /** What an event says. */
  sealed interface Reading {

    /** This, in order; nothing where it is about no channel of a call. */
    record Meaning(List<ChannelEvent> events) implements Reading {}

    /**
     * It cannot be told.
     *
     * @param about the channel whose name stands first in it, which may be another's
     * @param text the event, fit for a log
     */
    record Unreadable(Optional<ChannelName> about, String text) implements Reading {}
  }

  /** Asterisk's own pseudo channel for text messages: it is no leg of any call. */
  private static final String MESSAGE_QUEUE = "Message";

  /** Characters of a telephone number; Asterisk's own limit is 80. */
  private static final int MOST_OF_A_NUMBER = 80;

  private static final String UNKNOWN_NUMBER = "<unknown>";

  // Asterisk's channel states (include/asterisk/channelstate.h)
  private static final int CALLING = 4;
  private static final int RINGING = 5;
  private static final int UP = 6;

  private static final Reading NOTHING = new Reading.Meaning(List.of());

  /** What can mean anything here. */
  private enum Kind {
    NEWCHANNEL("Newchannel"),
    NEWSTATE("Newstate"),
    NEWCONNECTEDLINE("NewConnectedLine"),
    NEWCALLERID("NewCallerid"),
    BRIDGEENTER("BridgeEnter"),
    BRIDGELEAVE("BridgeLeave"),
    RENAME("Rename"),
    HOLD("Hold"),
    UNHOLD("Unhold"),
    MIXMONITORSTOP("MixMonitorStop"),
    HANGUP("Hangup");

    private final String asterisk;

    Kind(String asterisk) {
      this.asterisk = asterisk;
    }
  }

  /** What Asterisk calls them. */
  static final Collection<String> NAMES =
      new TreeSet<>(List.of(Kind.values()).stream().map(kind -> kind.asterisk).toList());

  /** The same for Asterisk's action Filter: a regular expression over the text of an event. */
  static final String WHAT_MATTERS = "^Event: (" + String.join("|", NAMES) + ")[^A-Za-z]";

  private final PbxName pbx;
  private final ExtensionRules extensions;
  private final Bridges bridges;

  AmiEventTranslator(PbxName pbx, ExtensionRules extensions, Bridges bridges) {
    this.pbx = pbx;
    this.extensions = extensions;
    this.bridges = bridges;
  }

  /** What the event says. */
  Reading read(AmiEvent event) {
    try {
      return event.doubtful() ? unreadable(event) : meaning(new ChannelHeaders(event));
    } catch (InvalidValue unusable) {
      return unreadable(event);
    }
  }

  private static Reading unreadable(AmiEvent event) {
    return new Reading.Unreadable(
        about(event), SanitizedPbxText.of(event.name() + " " + event.headers()));
  }

  static Optional<ChannelName> about(AmiEvent event) {
    try {
      return event.header("channel").map(ChannelName::new);
    } catch (InvalidValue none) {
      return Optional.empty();
    }
  }

  private Reading meaning(ChannelHeaders of) {
    if (of.name().tech().equals(MESSAGE_QUEUE)) {
      return NOTHING;
    }
    return new Reading.Meaning(
        switch (Kind.valueOf(of.event().name().toUpperCase(Locale.ROOT))) {
          case NEWCHANNEL -> List.of(new ChannelEvent.Appeared(channel(of, null)));
          case NEWSTATE -> linked(of, state(of));
          case NEWCONNECTEDLINE, NEWCALLERID -> linked(of, numbered(of));
          case BRIDGEENTER -> linked(of, entered(of));
          case BRIDGELEAVE -> linked(of, bridged(of, Optional.empty()));
          case HOLD -> linked(of, Optional.of(new ChannelEvent.Held(of.uniqueId(), true)));
          case UNHOLD -> linked(of, Optional.of(new ChannelEvent.Held(of.uniqueId(), false)));
          case MIXMONITORSTOP ->
              linked(of, Optional.of(new ChannelEvent.RecorderStopped(of.uniqueId())));
          case RENAME -> List.of(renamed(of));
          case HANGUP -> List.of(new ChannelEvent.HungUp(of.uniqueId()));
        });
  }

  private ChannelEvent renamed(ChannelHeaders of) {
    ChannelName name = of.newName();
    return new ChannelEvent.Renamed(of.uniqueId(), name, extensions.extensionOf(name));
  }

  /**
   * Says the call of the channel first: an event can be the first one from the call the channel has
   * moved to.
   */
  private static List<ChannelEvent> linked(ChannelHeaders of, Optional<ChannelEvent> then) {
    ChannelEvent link = new ChannelEvent.Linked(of.uniqueId(), of.linkedId());
    return then.isPresent() ? List.of(link, then.get()) : List.of(link);
  }

  /**
   * A channel of which the PBX tells all at once.
   *
   * @param bridge in which it is; null or blank for none
   */
  Channel channel(ChannelHeaders of, @Nullable String bridge) {
    return bridges
        .place(channel(of.name(), of.uniqueId(), of.linkedId()), bridge)
        .going(direction(of.state()))
        .numbered(number(of.callerNumber()), number(of.connectedNumber()))
        .up(of.state() == UP);
  }

  /** The same channel by what the PBX tells of it one thing after another. */
  Channel channel(ChannelName name, UniqueId uniqueId, LinkedId linkedId) {
    return Channel.made(pbx, uniqueId, linkedId, name, extensions.extensionOf(name));
  }

  /** Whether that name is a channel of no call. */
  static boolean isNoCall(ChannelName name) {
    return name.tech().equals(MESSAGE_QUEUE);
  }

  private static Optional<ChannelEvent> state(ChannelHeaders of) {
    return switch (of.state()) {
      case UP -> Optional.of(new ChannelEvent.Answered(of.uniqueId()));
      case CALLING, RINGING ->
          Optional.of(new ChannelEvent.Ringing(of.uniqueId(), direction(of.state())));
      default -> Optional.empty();
    };
  }

  private static Direction direction(int state) {
    return switch (state) {
      case CALLING -> Direction.OUTBOUND;
      case RINGING -> Direction.INBOUND;
      default -> Direction.UNKNOWN;
    };
  }

  private static Optional<ChannelEvent> numbered(ChannelHeaders of) {
    return Optional.of(
        new ChannelEvent.Numbered(
            of.uniqueId(), number(of.callerNumber()), number(of.connectedNumber())));
  }

  /** Where calls only wait no party talks to another. */
  private Optional<ChannelEvent> entered(ChannelHeaders of) {
    String bridge = of.enteredBridge();
    Bridges.Use use = Bridges.Use.of(of.bridgeTechnology(), of.bridgeCreator());
    bridges.seen(bridge, use);
    return switch (use) {
      case TALKING -> bridged(of, Optional.of(bridge));
      case WAITING -> bridged(of, Optional.empty());
      case PARKING -> Optional.of(new ChannelEvent.Parked(of.uniqueId()));
    };
  }

  private static Optional<ChannelEvent> bridged(ChannelHeaders of, Optional<String> bridge) {
    return Optional.of(new ChannelEvent.Bridged(of.uniqueId(), bridge));
  }

  /** A number of which nothing can be shown is as good as none. */
  private static String number(String text) {
    try {
      return text.equals(UNKNOWN_NUMBER)
          ? ""
          : TextRules.checked("the number", text, MOST_OF_A_NUMBER);
    } catch (InvalidValue unusable) {
      return "";
    }
  }
}
