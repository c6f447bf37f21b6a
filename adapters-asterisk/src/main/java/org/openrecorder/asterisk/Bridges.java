package org.openrecorder.asterisk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrecorder.domain.call.Channel;

/**
 * What the bridges of a PBX are for: a list of channels does not tell that, and of a channel that
 * waits in the same one it looks as if they talked. Safe for several threads.
 */
final class Bridges {

  /** More than a PBX has at a time; of others it is asked again. */
  private static final int MOST = 20_000;

  /** What Asterisk calls a bridge in which calls are parked or wait for a partner. */
  private static final String HOLDING = "holding_bridge";

  /** Who makes the bridge of a parking lot (res/parking/parking_bridge.c). */
  private static final String PARKING = "Parking";

  /** What a bridge is for. */
  enum Use {
    TALKING,
    WAITING,
    PARKING;

    /** By the technology and the creator that Asterisk names. */
    static Use of(@Nullable String technology, @Nullable String creator) {
      if (!HOLDING.equals(technology)) {
        return TALKING;
      }
      return Bridges.PARKING.equals(creator) ? PARKING : WAITING;
    }
  }

  private final Map<String, Use> uses =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Use> eldest) {
          return size() > MOST;
        }
      };

  /** The PBX has told what that bridge is for, which never changes. */
  synchronized void seen(String bridge, Use use) {
    uses.put(bridge, use);
  }

  /** Whether it is known what that bridge is for. */
  synchronized boolean know(String bridge) {
    return uses.containsKey(bridge);
  }

  /**
   * The channel as it is in that bridge. One of which nothing is known is none for now: the event
   * that tells it is on its way.
   *
   * @param bridge null or blank for none
   */
  synchronized Channel place(Channel channel, @Nullable String bridge) {
    Optional<Use> use = Optional.ofNullable(bridge).map(uses::get);
    if (use.equals(Optional.of(Use.PARKING))) {
      return channel.park();
    }
    return channel.in(
        Optional.ofNullable(bridge).filter(id -> use.equals(Optional.of(Use.TALKING))));
  }
}
