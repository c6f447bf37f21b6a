package org.openrecorder.asterisk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.response.ManagerResponse;
import org.openrecorder.application.live.PbxFeed;
import org.openrecorder.application.port.PbxUnavailable;

/**
 * The link to one PBX. Once started it logs in, feeds the application with what the PBX says, and
 * whenever the link breaks makes it again, for ever. It has two threads: one makes and watches the
 * link, one feeds.
 */
public final class AsteriskLink implements AutoCloseable {

  /**
   * How long {@link #close} waits for the threads: the longest connection attempt and one answer.
   */
  private static final Duration GOODBYE = Duration.ofSeconds(6);

  private static final Logger LOG = System.getLogger(AsteriskLink.class.getName());

  private final AsteriskPbx pbx;
  private final LinkBounds bounds;
  private final LinkStatus status;
  private final Mailbox mailbox;
  private final LinkKeeper keeper;
  private final Semaphore places;
  private final List<Thread> threads;

  /**
   * @param feed is called by one of the link's own threads only
   * @param threads makes the two threads of the link
   */
  public AsteriskLink(AsteriskPbx pbx, PbxFeed feed, ThreadFactory threads) {
    this(pbx, feed, threads, LinkBounds.USUAL);
  }

  AsteriskLink(AsteriskPbx pbx, PbxFeed feed, ThreadFactory threads, LinkBounds bounds) {
    this.pbx = pbx;
    this.bounds = bounds;
    this.status = new LinkStatus(pbx.name(), InstantSource.system());
    this.mailbox = new Mailbox(bounds.queuedEvents(), status::dropped);
    this.keeper = new LinkKeeper(pbx, bounds, mailbox, status);
    this.places = new Semaphore(bounds.actionsInFlight(), true);
    this.threads =
        List.of(
            threads.newThread(keeper), threads.newThread(new Feeder(pbx, mailbox, feed, status)));
  }

  /** Begins to make the link and returns at once. To be called once. */
  public void start() {
    threads.forEach(Thread::start);
  }

  public AsteriskPbx pbx() {
    return pbx;
  }

  /** How the link is doing now. */
  public LinkState state() {
    return status.now();
  }

  /** What comes over the link. */
  public LinkTraffic traffic() {
    return mailbox.traffic();
  }

  /**
   * Sends one action and waits for its response, at most 1.5 s. Actions of other threads are not
   * waited for, only sent before. A PBX that has left one unanswered is not asked again before it
   * has spoken, so that callers do not wait for it one after another.
   *
   * @throws PbxUnavailable at once if the link is down or the PBX silent, else if there is no
   *     response; the action may have been done
   */
  ManagerResponse ask(ManagerAction action) {
    AmiSession session =
        keeper.up().orElseThrow(() -> new PbxUnavailable("no link to the PBX " + pbx.name()));
    if (session.isDoubted()) {
      throw new PbxUnavailable("the PBX " + pbx.name() + " has left an action unanswered");
    }
    long deadline = System.nanoTime() + bounds.answer().toNanos();
    try {
      return askWithin(deadline, session, action);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PbxUnavailable("interrupted while the PBX " + pbx.name() + " was asked", e);
    } catch (TimeoutException | IOException | IllegalStateException e) {
      throw new PbxUnavailable("the PBX " + pbx.name() + " did not answer: " + e.getMessage(), e);
    }
  }

  private ManagerResponse askWithin(long deadline, AmiSession session, ManagerAction action)
      throws InterruptedException, TimeoutException, IOException {
    if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("it leaves " + bounds.actionsInFlight() + " actions unanswered");
    }
    try {
      return send(deadline, session, action);
    } finally {
      places.release();
    }
  }

  private static ManagerResponse send(long deadline, AmiSession session, ManagerAction action)
      throws InterruptedException, TimeoutException, IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    ManagerResponse response = answer(session, action, Math.max(1, millis));
    if (response == null) { // Asterisk-Java's way to say that it was interrupted
      throw new InterruptedException(action.getAction());
    }
    return response;
  }

  private static ManagerResponse answer(AmiSession session, ManagerAction action, long millis)
      throws TimeoutException, IOException {
    try {
      return session.sendAction(action, millis);
    } catch (TimeoutException silent) {
      session.doubt();
      throw silent;
    }
  }

  /** Logs off and ends both threads; waits for them, at most 6 s. */
  @Override
  public void close() {
    keeper.close();
    try {
      long deadline = System.nanoTime() + GOODBYE.toNanos();
      for (Thread thread : threads) {
        join(thread, deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void join(Thread thread, long deadline) throws InterruptedException {
    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    if (thread.isAlive()) {
      LOG.log(Level.WARNING, "PBX {0}: a thread of the link still runs", pbx);
    }
  }
}
