package org.openrecorder.domain.recording;

import java.time.Instant;
import java.util.Optional;

/**
 * How a recording follows its call.
 *
 * @param anyPhone whether a request for a ringing telephone applies to any telephone that answers
 *     the call, and not to that telephone alone
 * @param waits whether the recording has ended for now and continues when its conversation does
 * @param conversationOver the time from which the conversation is over. It may lie in the near
 *     future, as long as another party may still take the place of a partner who has left; empty
 *     while the conversation is in progress or not known to be over
 */
public record FollowRule(boolean anyPhone, boolean waits, Optional<Instant> conversationOver) {

  /** A request for that telephone; its conversation is in progress. */
  public static final FollowRule ONE_PHONE = new FollowRule(false, false, Optional.empty());

  /** A request for the call, whichever telephone answers it. */
  public static final FollowRule ANY_PHONE = new FollowRule(true, false, Optional.empty());

  /** Whether the conversation is known to be over at that time. */
  public boolean isOver(Instant now) {
    return conversationOver.filter(over -> !over.isAfter(now)).isPresent();
  }
}
