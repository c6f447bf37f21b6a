package org.openrecorder.asterisk;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.asteriskjava.manager.event.ManagerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Between Asterisk-Java's thread, which must never wait, and ours, which feeds the application.
 * What is heard is taken in order; what changes the worth of the events before it (a new session, a
 * lost one, an overflow) throws them away and is taken first, for the snapshot that must follow
 * knows better.
 */
final class Mailbox {

  private final int most;
  private final LongConsumer dropped;
  private final Queue<ManagerEvent> events = new ArrayDeque<>();
  private @Nullable AmiSession session;
  private @Nullable Mail first;
  private boolean closed;

  /**
   * @param most events that wait here
   * @param dropped is told how many events an overflow threw away
   */
  Mailbox(int most, LongConsumer dropped) {
    this.most = most;
    this.dropped = dropped;
  }

  /** Takes in an event of a session; an event of an earlier session is late and means nothing. */
  synchronized void heard(AmiSession from, ManagerEvent event) {
    if (from != session) {
      return;
    }
    if (events.size() >= most) {
      dropped.accept(events.size() + 1L);
      replaceAll(new Mail.Sync(from, "events came faster than they could be taken in"));
    } else {
      events.add(event);
      notifyAll();
    }
  }

  /** From here on the events of this session count. */
  synchronized void opened(AmiSession opened) {
    session = opened;
    replaceAll(new Mail.Sync(opened, "the link is new"));
  }

  /** From here on no events count. */
  synchronized void lost(String why) {
    session = null;
    replaceAll(new Mail.Lost(why));
  }

  /** Nothing is given out any more but {@link Mail.Closed}. */
  synchronized void close() {
    session = null;
    closed = true;
    replaceAll(new Mail.Closed());
  }

  /** Waits for the next mail. */
  synchronized Mail take() throws InterruptedException {
    while (!closed && first == null && events.isEmpty()) {
      wait();
    }
    if (closed) {
      return new Mail.Closed();
    }
    Mail urgent = first;
    first = null;
    return urgent == null ? new Mail.Heard(events.remove()) : urgent;
  }

  private void replaceAll(Mail mail) {
    events.clear();
    first = mail;
    notifyAll();
  }
}
