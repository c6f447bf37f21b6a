package org.openrecorder.asterisk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.PingAction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the link to one PBX, watches over it and makes it again, on a thread of its own, until it
 * is told to go.
 */
final class LinkSupervisor implements Runnable {

  private static final Logger LOG = System.getLogger(LinkSupervisor.class.getName());

  private final AsteriskPbx pbx;
  private final LinkLimits bounds;
  private final EventQueue queue;
  private final LinkStatus status;
  private final RightsProbe rights;
  private final BackOff backOff;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable AmiSession session;
  private boolean hasBeenUp;
  private int unanswered;
  private String told = "";

  LinkSupervisor(AsteriskPbx pbx, LinkLimits bounds, EventQueue queue, LinkStatus status) {
    this.pbx = pbx;
    this.bounds = bounds;
    this.queue = queue;
    this.status = status;
    this.rights = new RightsProbe(pbx, bounds);
    this.backOff =
        new BackOff(bounds.firstPause(), bounds.longestPause(), RandomGenerator.getDefault());
  }

  /** The session that can be asked now. */
  Optional<AmiSession> up() {
    AmiSession current = session;
    return current == null || current.hasEnded() || !status.now().loggedIn()
        ? Optional.empty()
        : Optional.of(current);
  }

  /** What our manager user may not do that recording needs, and what to change. */
  List<String> problems() {
    return rights.problems();
  }

  @Override
  public void run() {
    try {
      while (!closing.await(keepOne().toNanos(), TimeUnit.NANOSECONDS)) {
        // one session after the other
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      queue.close();
      status.down("the link is closed");
    }
  }

  /** Logs off and lets {@link #run} end soon. */
  void close() {
    closing.countDown();
    up().ifPresent(AmiSession::leave);
    AmiSession current = session;
    if (current != null) {
      current.end("the link is closed");
    }
  }

  /** The whole life of one session; returns how long to wait before the next one. */
  private Duration keepOne() throws InterruptedException {
    AmiSession next = new AmiSession(pbx, bounds, this::heard);
    session = next;
    if (closing.getCount() == 0) {
      return Duration.ZERO;
    }
    try {
      next.open();
      return keepUp(next);
    } catch (AuthenticationFailedException e) {
      return e.getCause() == null ? refused(e) : failed(e.getCause());
    } catch (IOException | TimeoutException | RuntimeException e) {
      return failed(e);
    } finally {
      next.end("it could not be made");
      next.awaitThreads();
    }
  }

  private Duration keepUp(AmiSession up) throws InterruptedException {
    long begin = System.nanoTime();
    status.up(hasBeenUp);
    unanswered = 0;
    hearWhatMatters(up);
    rights.begin(up);
    if (!hasBeenUp) {
      checkRights();
    }
    hasBeenUp = true;
    queue.opened(up);
    while (!up.awaitEnd(bounds.pingEvery())) {
      ping(up);
      rights.look(up);
    }
    lost(up.reason());
    if (System.nanoTime() - begin > bounds.longestPause().toNanos()) {
      backOff.reset(); // a link that breaks sooner is not tried as eagerly
    }
    return backOff.next();
  }

  /** So that a busy PBX does not write, and we do not read, what means nothing here. */
  private void hearWhatMatters(AmiSession up) {
    try {
      up.hearOnly(AmiEventTranslator.WHAT_MATTERS);
    } catch (IOException | TimeoutException | IllegalStateException unanswered) {
      LOG.log(Level.DEBUG, "PBX {0} may send events that mean nothing here", pbx.name());
    }
  }

  /** A part of the self check at the start that only the PBX can answer. */
  private void checkRights() {
    List<String> excess = ManagerPrivileges.beyondRecording(rights.allowed());
    if (!excess.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "self check: recorder.pbx.{0}.user | has more rights than system and call: a program that"
              + " knows its secret {1}",
          pbx.name(),
          String.join(", ", excess));
    }
  }

  private void ping(AmiSession up) {
    long begin = System.nanoTime();
    try {
      up.sendAction(new PingAction());
      up.trust();
      unanswered = 0;
    } catch (TimeoutException e) {
      unanswered(up, begin);
    } catch (IOException | IllegalStateException e) {
      up.end("the connection broke: " + e.getMessage());
    }
  }

  /** A PBX that goes on telling events is there; the answer waits behind them. */
  private void unanswered(AmiSession up, long since) {
    unanswered++;
    if (!up.hasSpokenSince(since) || unanswered >= bounds.pingsUnanswered()) {
      up.end("no answer to a ping for " + unanswered * bounds.answer().toMillis() + " ms");
    }
  }

  private void lost(String why) {
    if (status.now().inSync()) {
      told = ""; // it was a link worth the name: say that it is gone
    }
    queue.lost(why);
    complain("link lost: " + why);
  }

  private Duration failed(Throwable cause) {
    complain(
        "no link: "
            + cause.getClass().getSimpleName()
            + ": "
            + SanitizedPbxText.of(cause.getMessage()));
    return backOff.next();
  }

  private Duration refused(AuthenticationFailedException rejection) {
    complain(
        "the PBX refuses our user or password (next try in "
            + bounds.refusedPause().toSeconds()
            + " s): "
            + SanitizedPbxText.of(rejection.getMessage()));
    return bounds.refusedPause();
  }

  /** Says a reason once, not at each try. */
  private void complain(String why) {
    status.down(why);
    Level level = why.equals(told) || closing.getCount() == 0 ? Level.DEBUG : Level.WARNING;
    LOG.log(level, "PBX {0}: {1}", pbx, why);
    told = why;
  }

  private void heard(AmiSession from, AmiEvent event) {
    queue.heard(from, event);
  }
}
