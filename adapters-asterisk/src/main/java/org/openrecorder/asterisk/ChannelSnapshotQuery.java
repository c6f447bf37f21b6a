package org.openrecorder.asterisk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.asterisk.ami.BridgeListAction;
import org.openrecorder.asterisk.ami.BridgeListItemEvent;
import org.openrecorder.domain.InvalidValue;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.IdTimestamp;

/** Asks a PBX for all its channels. */
final class ChannelSnapshotQuery {

  /**
   * How many channels are asked about one by one because their part of the list cannot be read:
   * that takes some milliseconds each.
   */
  private static final int MOST_ASKED_ABOUT = 200;

  /** Hours, minutes and seconds; a channel may be up for months. */
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}):(\\d{2}):(\\d{2})");

  /** Of the same second the one with the lower number; an id that a program chose comes last. */
  private static final Comparator<CoreShowChannelEvent> OLDEST_FIRST =
      Comparator.comparingLong(ChannelSnapshotQuery::age)
          .reversed()
          .thenComparing(listed -> birth(listed).isEmpty())
          .thenComparing(listed -> birth(listed).orElse(new IdTimestamp(0, 0)));

  private final ActionSender sender;
  private final AmiEventTranslator translation;
  private final ChannelInspector inspector;
  private final Bridges bridges;
  private final Duration most;

  /**
   * A list.
   *
   * @param most how long it may take
   */
  ChannelSnapshotQuery(
      ActionSender sender,
      AmiEventTranslator translation,
      ChannelInspector inspector,
      Bridges bridges,
      Duration most) {
    this.sender = sender;
    this.translation = translation;
    this.inspector = inspector;
    this.bridges = bridges;
    this.most = most;
  }

  /**
   * Every channel of the PBX, oldest first. Whether they are on hold is not told.
   *
   * @throws PbxUnavailableException if the PBX refuses, does not answer or does not list as many as
   *     it says
   */
  ChannelSnapshot ask() {
    List<CoreShowChannelEvent> listed = listed();
    learnBridges(listed);
    List<Channel> channels = new ArrayList<>(listed.size());
    int unreadable = 0;
    int asked = 0;
    for (CoreShowChannelEvent one : listed.stream().sorted(OLDEST_FIRST).toList()) {
      Reading reading = read(one);
      if (reading instanceof Reading.Unclear(Optional<ChannelName> name)) {
        reading = asked++ < MOST_ASKED_ABOUT ? askedAbout(name) : new Reading.Unreadable();
      }
      switch (reading) {
        case Reading.Clear(Channel channel) -> channels.add(channel);
        case Reading.Unreadable none -> unreadable++;
        case Reading.NoCall none -> {}
        case Reading.Unclear unclear -> unreadable++;
      }
    }
    return new ChannelSnapshot(channels, unreadable);
  }

  /** What a part of the list says. */
  private sealed interface Reading {

    record Clear(Channel channel) implements Reading {}

    /** There is no such channel of any call. */
    record NoCall() implements Reading {}

    /** No more than perhaps its name. */
    record Unclear(Optional<ChannelName> name) implements Reading {}

    record Unreadable() implements Reading {}
  }

  private Reading read(CoreShowChannelEvent listed) {
    ChannelHeaders headers = ListedHeaders.of(listed);
    try {
      return AmiEventTranslator.isNoCall(headers.name())
          ? new Reading.NoCall()
          : new Reading.Clear(translation.channel(headers, listed.getBridgeid()));
    } catch (InvalidValue unclear) {
      return new Reading.Unclear(AmiEventTranslator.about(headers.event()));
    }
  }

  private Reading askedAbout(Optional<ChannelName> name) {
    try {
      return name.flatMap(inspector::find)
          .<Reading>map(Reading.Clear::new)
          .orElseGet(Reading.Unreadable::new);
    } catch (PbxUnavailableException | InvalidValue unreadable) {
      return new Reading.Unreadable();
    }
  }

  private List<CoreShowChannelEvent> listed() {
    ResponseEvents answer = sender.list(new CoreShowChannelsAction(), most);
    if (answer.getResponse() instanceof ManagerError rejection) {
      throw new PbxUnavailableException(
          "the PBX refuses to list its channels: " + SanitizedPbxText.of(rejection.getMessage()));
    }
    List<CoreShowChannelEvent> listed = of(answer, CoreShowChannelEvent.class);
    if (of(answer, CoreShowChannelsCompleteEvent.class).stream()
        .noneMatch(end -> Integer.valueOf(listed.size()).equals(end.getListitems()))) {
      throw new PbxUnavailableException("the list of channels came incomplete");
    }
    return listed;
  }

  /** After a new link nothing is known of the bridges that were there before. */
  private void learnBridges(List<CoreShowChannelEvent> listed) {
    boolean allKnown =
        listed.stream()
            .map(one -> Optional.ofNullable(one.getBridgeid()).orElse(""))
            .allMatch(bridge -> bridge.isBlank() || bridges.know(bridge));
    if (!allKnown) {
      of(sender.list(new BridgeListAction(), most), BridgeListItemEvent.class)
          .forEach(
              bridge ->
                  bridges.seen(
                      String.valueOf(bridge.getBridgeUniqueid()),
                      Bridges.Use.of(bridge.getBridgeTechnology(), bridge.getBridgeCreator())));
    }
  }

  private static <E> List<E> of(ResponseEvents answer, Class<E> kind) {
    return answer.getEvents().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Optional<IdTimestamp> birth(CoreShowChannelEvent listed) {
    return IdTimestamp.of(String.valueOf(listed.getUniqueid()));
  }

  /** How long the channel has been there, in seconds; 0 where the PBX does not tell. */
  private static long age(CoreShowChannelEvent listed) {
    Matcher duration = DURATION.matcher(String.valueOf(listed.getDuration()));
    return duration.matches()
        ? Long.parseLong(duration.group(1)) * 3600
            + Long.parseLong(duration.group(2)) * 60
            + Long.parseLong(duration.group(3))
        : 0;
  }
}
