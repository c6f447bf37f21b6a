package org.openrecorder.asterisk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Between Asterisk-Java's thread, which must never wait, and ours, which feeds the application.
 * What is heard is taken in order; what changes the worth of the events before it (a new session, a
 * lost one, an overflow) throws them away and is taken first, for the snapshot that must follow
 * knows better.
 */
final class EventQueue {

  private final int most;
  private final LongConsumer dropped;
  private final Queue<Waiting> inOrder = new ArrayDeque<>();
  private Optional<Waiting> inHand = Optional.empty();
  private long heard;
  private @Nullable AmiSession session;
  private @Nullable LinkMessage first;
  private boolean closed;

  /** A mail and the {@link System#nanoTime} at which it came. */
  private record Waiting(LinkMessage mail, long since) {}

  /**
   * @param most events that wait here
   * @param dropped is told how many events an overflow threw away
   */
  EventQueue(int most, LongConsumer dropped) {
    this.most = most;
    this.dropped = dropped;
  }

  /** Takes in an event of a session; an event of an earlier session is late and means nothing. */
  synchronized void heard(AmiSession from, AmiEvent event) {
    if (from != session) {
      return;
    }
    heard++;
    if (inOrder.size() >= most) {
      dropped.accept(inOrder.size() + 1L);
      replaceAll(new LinkMessage.Sync(from, "events came faster than they could be taken in"));
    } else {
      add(new LinkMessage.Heard(event));
    }
  }

  /** Takes in a list that a session has given, behind all that was heard before it. */
  synchronized void listed(AmiSession from, LinkMessage.Listed list) {
    if (from == session) {
      add(list);
    } else {
      list.dropped();
    }
  }

  /** Takes in that what is known of a channel is in doubt. */
  synchronized void doubted(LinkMessage.Recheck recheck) {
    if (session != null && inOrder.size() < most) {
      add(recheck);
    } else {
      recheck.dropped();
    }
  }

  private void add(LinkMessage message) {
    inOrder.add(new Waiting(message, System.nanoTime()));
    notifyAll();
  }

  /** From here on the events of this session count. */
  synchronized void opened(AmiSession opened) {
    session = opened;
    replaceAll(new LinkMessage.Sync(opened, "the link is new"));
  }

  /** From here on no events count. */
  synchronized void lost(String why) {
    session = null;
    replaceAll(new LinkMessage.Lost(why));
  }

  /** Nothing is given out any more but {@link LinkMessage.Closed}. */
  synchronized void close() {
    session = null;
    closed = true;
    replaceAll(new LinkMessage.Closed());
  }

  /** Waits for the next message. The thread that asks has handled the one before. */
  synchronized LinkMessage take() throws InterruptedException {
    inHand = Optional.empty();
    while (!closed && first == null && inOrder.isEmpty()) {
      wait();
    }
    if (closed) {
      return new LinkMessage.Closed();
    }
    LinkMessage urgent = first;
    first = null;
    return urgent == null ? nextInOrder() : urgent;
  }

  private LinkMessage nextInOrder() {
    Waiting next = inOrder.remove();
    inHand = Optional.of(next);
    return next.mail();
  }

  /** What has come, and what of it waits. */
  synchronized LinkStatistics traffic() {
    Duration lag =
        inHand
            .or(() -> Optional.ofNullable(inOrder.peek()))
            .map(oldest -> Duration.ofNanos(System.nanoTime() - oldest.since()))
            .orElse(Duration.ZERO);
    return new LinkStatistics(heard, inOrder.size(), lag);
  }

  private void replaceAll(LinkMessage message) {
    inOrder.forEach(waiting -> waiting.mail().dropped());
    inOrder.clear();
    first = message;
    notifyAll();
  }
}
