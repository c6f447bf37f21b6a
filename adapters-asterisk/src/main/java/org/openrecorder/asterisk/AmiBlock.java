package org.openrecorder.asterisk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The lines that a PBX sends up to an empty one: an event, a response, or neither.
 *
 * <p>Asterisk writes the numbers of a call into its events as the party of the call has sent them,
 * line breaks included. So a header may be a forged one, and a whole block too. What can be told
 * here is told: a header that counts and stands there twice has no value, and a block that does not
 * begin as an event or a response is none. What cannot be told here, a block that is forged as a
 * whole, has to be asked of the PBX before it matters.
 */
final class AmiBlock {

  private static final String EVENT = "event";
  private static final String RESPONSE = "response";
  private static final String ACTION_ID = "actionid";
  private static final String CHANNEL = "channel";

  /** Where Asterisk puts the id of an action before all that others can write. */
  private static final int SECOND_LINE = 1;

  /** What decides something here. */
  private static final Set<String> THAT_COUNT =
      Set.of(
          EVENT,
          RESPONSE,
          ACTION_ID,
          CHANNEL,
          "channelstate",
          "calleridnum",
          "connectedlinenum",
          "uniqueid",
          "linkedid",
          "bridgeuniqueid",
          "bridgeid",
          "bridgetechnology",
          "bridgecreator",
          "newname",
          "variable",
          "value");

  private final List<Header> lines;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private boolean doubtful;

  /** A line of a block, the name in small letters. */
  private record Header(String name, String value) {

    static Header of(String line) {
      int colon = line.indexOf(':');
      return colon < 1
          ? new Header("", "")
          : new Header(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip());
    }
  }

  /**
   * Reads a block.
   *
   * @param block at least one line, none of them empty
   */
  AmiBlock(List<String> block) {
    this.lines = block.stream().map(Header::of).toList();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      take(i, places);
    }
  }

  private void take(int place, Map<String, Integer> places) {
    Header line = lines.get(place);
    if (line.name().isEmpty()) {
      return; // no header: a rest of something
    }
    Integer before = places.putIfAbsent(line.name(), place);
    if (before == null) {
      headers.put(line.name(), line.value());
    } else if (THAT_COUNT.contains(line.name())) {
      doubtful = true;
      if (!isOfThePbx(line.name(), before)) {
        headers.remove(line.name());
      }
    }
  }

  /**
   * What stands before all that others can write. The name of the channel is kept although it may
   * be a part of one only: it tells whom to ask about.
   */
  private static boolean isOfThePbx(String name, int place) {
    return switch (name) {
      case EVENT, RESPONSE -> place == 0;
      case ACTION_ID -> place == SECOND_LINE;
      case CHANNEL -> true;
      default -> false;
    };
  }

  boolean isEvent() {
    return lines.getFirst().name().equals(EVENT);
  }

  /** Whether it answers an action: what does not say which is no user's answer. */
  boolean isResponse() {
    return lines.getFirst().name().equals(RESPONSE) && headers.containsKey(ACTION_ID);
  }

  /** The name of the event; empty if it is none. */
  String eventName() {
    return isEvent() ? headers.getOrDefault(EVENT, "") : "";
  }

  AmiEvent event() {
    return new AmiEvent(eventName(), headers, doubtful || !isEvent());
  }

  /** The headers again as lines, each at most once. */
  List<String> cleanLines() {
    List<String> clean = new ArrayList<>();
    headers.forEach((name, value) -> clean.add(name + ": " + value));
    return clean;
  }
}
