package org.openrecorder.domain.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a PBX says while a seed lets its channels live, and how things stand there after each word.
 */
final class ScriptedCalls {

  private static final int CHANNELS = 12;
  private static final int EVENTS = 200;

  private final Random random;
  private final Map<UniqueId, Channel> live = new LinkedHashMap<>();
  private final List<ChannelEvent> events = new ArrayList<>();
  private final List<List<Channel>> lists = new ArrayList<>(List.of(List.of()));
  private int born;

  ScriptedCalls(long seed) {
    random = new Random(seed);
    while (events.size() < EVENTS) {
      happen();
    }
  }

  /** Everything that was said, in order. */
  List<ChannelEvent> events() {
    return events;
  }

  /** The channels after so many events, oldest first. */
  List<Channel> after(int count) {
    return lists.get(count);
  }

  /** The channels in the end. */
  List<Channel> atLast() {
    return lists.getLast();
  }

  private void happen() {
    if (live.size() < CHANNELS / 2 || (live.size() < CHANNELS && random.nextInt(4) == 0)) {
      Channel fresh = Channels.ringing(name(), "9." + born++).ofCall(call());
      say(new ChannelEvent.Appeared(fresh), Optional.of(fresh));
    } else {
      change(List.copyOf(live.values()).get(random.nextInt(live.size())));
    }
  }

  private void change(Channel channel) {
    UniqueId id = channel.uniqueId();
    Optional<String> bridge =
        random.nextInt(3) == 0 ? Optional.empty() : Optional.of("b" + random.nextInt(3));
    boolean hold = random.nextBoolean();
    String number = "0" + random.nextInt(9);
    LinkedId call = call();
    switch (random.nextInt(9)) {
      case 0 -> say(new ChannelEvent.Answered(id), Optional.of(channel.answer()));
      case 1, 2 -> say(new ChannelEvent.Bridged(id, bridge), Optional.of(channel.in(bridge)));
      case 3 -> say(new ChannelEvent.Held(id, hold), Optional.of(channel.held(hold)));
      case 4 ->
          say(
              new ChannelEvent.Ringing(id, Direction.INBOUND),
              Optional.of(channel.going(Direction.INBOUND)));
      case 5 ->
          say(
              new ChannelEvent.Numbered(id, number, "1"),
              Optional.of(channel.numbered(number, "1")));
      case 6 -> say(new ChannelEvent.Linked(id, call), Optional.of(channel.ofCall(call)));
      case 7 -> takePlace(channel, List.copyOf(live.values()).get(random.nextInt(live.size())));
      default -> say(new ChannelEvent.HungUp(id), Optional.empty());
    }
  }

  /** A masquerade: one channel gets the name of another one, which goes. */
  private void takePlace(Channel staying, Channel going) {
    if (staying.uniqueId().equals(going.uniqueId())) {
      return;
    }
    String name = going.name().value();
    String old = staying.name().value();
    rename(going, name + "<MASQ>");
    rename(staying, name);
    rename(going, old + "<ZOMBIE>");
    say(new ChannelEvent.HungUp(going.uniqueId()), Optional.empty());
  }

  private void rename(Channel channel, String name) {
    ChannelName next = new ChannelName(name);
    say(
        new ChannelEvent.Renamed(channel.uniqueId(), next, next.extension()),
        Optional.of(channel.named(next, next.extension())));
  }

  private void say(ChannelEvent event, Optional<Channel> now) {
    events.add(event);
    live.remove(event.uniqueId());
    now.ifPresent(channel -> live.put(channel.uniqueId(), channel));
    lists.add(List.copyOf(live.values()));
  }

  private String name() {
    return "SIP/41" + random.nextInt(4) + "-" + born;
  }

  private LinkedId call() {
    return new LinkedId("9." + random.nextInt(4));
  }

  /** The same words, those of each channel in order, those of different ones in any. */
  List<ChannelEvent> interleaved() {
    Map<UniqueId, List<ChannelEvent>> left = new LinkedHashMap<>();
    events.forEach(
        event -> left.computeIfAbsent(event.uniqueId(), id -> new ArrayList<>()).add(event));
    List<ChannelEvent> other = new ArrayList<>();
    while (!left.isEmpty()) {
      List<ChannelEvent> ofOne = List.copyOf(left.values()).get(random.nextInt(left.size()));
      other.add(ofOne.removeFirst());
      left.values().removeIf(List::isEmpty);
    }
    return other;
  }

  /** Each word once, twice or three times, and that a channel is there also long after. */
  List<ChannelEvent> stammered(List<ChannelEvent> once) {
    List<ChannelEvent> more = new ArrayList<>();
    for (ChannelEvent event : once) {
      IntStream.rangeClosed(0, random.nextInt(3)).forEach(again -> more.add(event));
      more.add(anAppearance(more));
    }
    return more;
  }

  private ChannelEvent anAppearance(List<ChannelEvent> said) {
    List<ChannelEvent> appearances =
        said.stream().filter(ChannelEvent.Appeared.class::isInstance).toList();
    return appearances.get(random.nextInt(appearances.size()));
  }
}
