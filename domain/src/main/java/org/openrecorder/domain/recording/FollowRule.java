package org.openrecorder.domain.recording;

import java.time.Instant;
import java.util.Optional;

/**
 * How a recording follows its call.
 *
 * @param anyPhone whether a request for a telephone that rings is kept by whoever answers the call,
 *     and not by that telephone alone
 * @param waits whether the recording has ended for now and goes on when its conversation does
 * @param conversationOver from when on its conversation is over, perhaps in the near future, until
 *     when somebody may still take the place of a partner who is gone; empty while it is in
 *     progress, or not known otherwise
 */
public record FollowRule(boolean anyPhone, boolean waits, Optional<Instant> conversationOver) {

  /** A request for that telephone; its conversation is in progress. */
  public static final FollowRule ONE_PHONE = new FollowRule(false, false, Optional.empty());

  /** A request for the call, whoever answers it. */
  public static final FollowRule ANY_PHONE = new FollowRule(true, false, Optional.empty());

  /** Whether the conversation is known to be over by then. */
  public boolean isOver(Instant now) {
    return conversationOver.filter(over -> !over.isAfter(now)).isPresent();
  }
}
