package org.openrecorder.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.response.ManagerResponse;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.PbxName;

/**
 * Sends actions to one PBX, with bounds. A PBX that has left one unanswered is not asked again
 * before it has spoken, so that callers do not wait for it one after another.
 */
final class ActionSender {

  private final PbxName pbx;
  private final LinkSupervisor keeper;
  private final Duration longest;
  private final int atOnce;
  private final Semaphore places;

  ActionSender(PbxName pbx, LinkSupervisor keeper, LinkLimits bounds) {
    this.pbx = pbx;
    this.keeper = keeper;
    this.longest = bounds.answer();
    this.atOnce = bounds.actionsInFlight();
    this.places = new Semaphore(atOnce, true);
  }

  /** An answer that is on its way. */
  interface Awaited<T> {

    /**
     * Waits for it.
     *
     * @throws PbxUnavailableException if there is none in time
     */
    T await();
  }

  /**
   * Sends one action and waits for its response, at most 1.5 s. Actions of other threads are not
   * waited for, only sent before.
   *
   * @throws PbxUnavailableException at once if the link is down or the PBX silent, else if there is
   *     no response; the action may have been done
   */
  ManagerResponse ask(ManagerAction action) {
    AmiSession session = trusted();
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      return askWithin(deadline, session, action);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (TimeoutException | IOException | IllegalStateException e) {
      throw unanswered(e);
    }
  }

  /**
   * Sends one action and does not wait for its response.
   *
   * @return gives the response, which is there 1.5 s after this at the latest
   * @throws PbxUnavailableException as {@link #ask}
   */
  Awaited<ManagerResponse> send(ManagerAction action) {
    AmiSession session = trusted();
    long deadline = System.nanoTime() + longest.toNanos();
    CompletableFuture<ManagerResponse> response = new CompletableFuture<>();
    try {
      session.sendAction(action, response::complete);
    } catch (IOException | IllegalStateException e) {
      throw unanswered(e);
    }
    return () -> await(deadline, session, response);
  }

  private ManagerResponse await(
      long deadline, AmiSession session, CompletableFuture<ManagerResponse> response) {
    try {
      return response.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      session.doubt();
      throw unanswered(e);
    }
  }

  /**
   * Sends one action that is answered by a list, and waits for all of it.
   *
   * @param most how long
   * @throws PbxUnavailableException as {@link #ask}
   */
  ResponseEvents list(EventGeneratingAction action, Duration most) {
    AmiSession session = trusted();
    try {
      return session.sendEventGeneratingAction(action, most.toMillis());
    } catch (EventTimeoutException silent) {
      session.doubt();
      throw unanswered(silent);
    } catch (IOException | IllegalStateException e) {
      throw unanswered(e);
    }
  }

  /** The same within the time that a response may take. */
  ResponseEvents list(EventGeneratingAction action) {
    return list(action, longest);
  }

  private AmiSession trusted() {
    AmiSession session =
        keeper.up().orElseThrow(() -> new PbxUnavailableException("no link to the PBX " + pbx));
    if (session.isDoubted()) {
      throw new PbxUnavailableException("the PBX " + pbx + " has left an action unanswered");
    }
    return session;
  }

  private PbxUnavailableException unanswered(Exception why) {
    return new PbxUnavailableException(
        "the PBX " + pbx + " did not answer: " + why.getMessage(), why);
  }

  private PbxUnavailableException interrupted(InterruptedException why) {
    Thread.currentThread().interrupt();
    return new PbxUnavailableException("interrupted while the PBX " + pbx + " was asked", why);
  }

  private void takePlace(long deadline) throws InterruptedException, TimeoutException {
    if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("it leaves " + atOnce + " actions unanswered");
    }
  }

  private ManagerResponse askWithin(long deadline, AmiSession session, ManagerAction action)
      throws InterruptedException, TimeoutException, IOException {
    takePlace(deadline);
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
}
