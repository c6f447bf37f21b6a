package org.openrecorder.lab.asterisk;

import java.util.List;

/**
 * A phone the lab's PBX knows.
 *
 * @param name the endpoint's name, and the extension that rings it
 * @param tone what it says, in Hz. No tone is a multiple of another, so that neither a phone nor
 *     its overtones can be taken for another one.
 * @param firstPacket the RTP sequence number that each of its calls begins with. The next phone's
 *     is lower, and all are in the upper half: an Asterisk that takes the numbers of two phones for
 *     those of one take a party that comes into a call later for too late.
 */
public record Endpoint(String name, int tone, int firstPacket) {
  public static final List<Endpoint> ALL =
      List.of(
          new Endpoint("410", 300, 60_000),
          new Endpoint("411", 500, 54_000),
          new Endpoint("412", 700, 48_000),
          new Endpoint("413", 850, 42_000),
          new Endpoint("sales-desk", 1_150, 36_000));

  /** What music on hold sounds like, in Hz. */
  public static final int MUSIC_ON_HOLD_TONE = 1_650;

  /**
   * The endpoint of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Endpoint named(String name) {
    return ALL.stream()
        .filter(endpoint -> endpoint.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no phone " + name + " in " + ALL));
  }
}
