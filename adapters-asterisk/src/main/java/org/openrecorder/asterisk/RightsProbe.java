package org.openrecorder.asterisk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.response.GetVarResponse;

/**
 * Finds out whether our manager user lacks a right that recording needs, at the log-in and on a
 * schedule, and says what to change. What the user may ask for the PBX tells by listing the actions
 * that it may. Of what it is told of the PBX says nothing, so there are two clues: what {@code
 * manager.conf} says, where the PBX has its function {@code AST_CONFIG}; and channels that come and
 * go without a word. The first event proves more than both. By one thread only.
 */
final class RightsProbe {

  private static final Logger LOG = System.getLogger(RightsProbe.class.getName());

  /** What is in the file may change, and is told before it counts. */
  private static final Duration RIGHTS_AGAIN = Duration.ofMinutes(5);

  /** Pings between two lists of channels until an event is heard; where none is, they are short. */
  private static final int CHANNELS_EVERY = 3;

  private static final String IN_THE_FILE =
      " in the section [%s] of its manager.conf, then run: asterisk -rx \"manager reload\"";

  /** Actions that recording needs, and the right that each of them has in Asterisk 16 to 22. */
  private enum Needed {
    MIXMONITOR("system"),
    STOPMIXMONITOR("system"),
    CORESHOWCHANNELS("system"),
    GETVAR("call");

    private final String right;

    Needed(String right) {
      this.right = right;
    }
  }

  private final AsteriskPbx pbx;
  private final LinkLimits bounds;
  private long begun;
  private long rightsDue;
  private long channelsDue;
  private Set<String> allowed = Set.of();
  private Optional<Set<String>> channels = Optional.empty();
  private boolean suspicious;
  private volatile Optional<String> notAllowed = Optional.empty();
  private volatile Optional<String> notTold = Optional.empty();

  RightsProbe(AsteriskPbx pbx, LinkLimits bounds) {
    this.pbx = pbx;
    this.bounds = bounds;
  }

  /** What is missing and what to change, in words; empty as far as is known. */
  List<String> problems() {
    return Stream.of(notAllowed, notTold).flatMap(Optional::stream).toList();
  }

  /** The actions that our user may use, in small letters; empty where the PBX does not tell. */
  Set<String> allowed() {
    return allowed;
  }

  /** Looks for the first time at a session that is logged in. */
  void begin(AmiSession session) {
    begun = System.nanoTime();
    rightsDue = begun;
    channelsDue = begun;
    channels = Optional.empty();
    suspicious = false;
    lookAtRights(session);
  }

  /** Looks again at what it is time for. */
  void look(AmiSession session) {
    lookAtRights(session);
    lookForEvents(session);
    if (isTimeToLogInAgain()) {
      session.end("the manager user lacks a right; logging in again, in case it has it now");
    }
  }

  /** Asterisk gives a session the rights that its user had when it logged in. */
  private boolean isTimeToLogInAgain() {
    long age = System.nanoTime() - begun;
    return (notTold.isPresent() && age > bounds.refusedPause().toNanos())
        || (notAllowed.isPresent() && age > RIGHTS_AGAIN.toNanos());
  }

  private void lookAtRights(AmiSession session) {
    if (System.nanoTime() - rightsDue < 0) {
      return;
    }
    rightsDue = System.nanoTime() + RIGHTS_AGAIN.toNanos();
    try {
      allowed = session.sendAction(new ListCommandsAction()).getAttributes().keySet();
      notAllowed = notAllowed(allowed);
      if (!isHeard(session) && isIn(allowed, Needed.GETVAR)) {
        lookAtFile(session);
      }
    } catch (IOException | TimeoutException | IllegalStateException unanswered) {
      LOG.log(Level.DEBUG, "PBX {0} does not tell the rights of our user", pbx.name());
    }
  }

  private void lookAtFile(AmiSession session) throws IOException, TimeoutException {
    if (isInFile(session)) {
      List<String> rights = List.of(configured(session, "read").split("\\s*,\\s*", -1));
      notTold =
          rights.contains("call") || rights.contains("all")
              ? Optional.empty()
              : Optional.of(notTold("its manager.conf gives"));
    }
  }

  private void lookForEvents(AmiSession session) {
    if (isHeard(session)) {
      notTold = Optional.empty();
    } else if (suspicious) {
      notTold = Optional.of(notTold("its channels change and no event comes: it gives"));
    } else if (System.nanoTime() - channelsDue >= 0) {
      channelsDue = System.nanoTime() + CHANNELS_EVERY * bounds.pingEvery().toNanos();
      suspicious = haveChanged(session);
    }
  }

  /** Whether the PBX has told of a channel, since the session began. */
  private boolean isHeard(AmiSession session) {
    return session.hasSpokenSince(begun);
  }

  private static boolean isIn(Set<String> actions, Needed one) {
    return actions.contains(one.name().toLowerCase(Locale.ROOT));
  }

  private Optional<String> notAllowed(Set<String> actions) {
    TreeSet<String> rights =
        Stream.of(Needed.values())
            .filter(one -> !isIn(actions, one))
            .map(one -> one.right)
            .collect(Collectors.toCollection(TreeSet::new));
    return rights.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the manager user %s has no write = %s: set write = system,call"
                    .formatted(pbx.user(), String.join(",", rights))
                + IN_THE_FILE.formatted(pbx.user()));
  }

  private String notTold(String how) {
    return "%s the manager user %s no read = call: set read = call".formatted(how, pbx.user())
        + IN_THE_FILE.formatted(pbx.user());
  }

  /** Only where the file can be read and has our user does a right that is not there say much. */
  private boolean isInFile(AmiSession session) throws IOException, TimeoutException {
    return pbx.user().matches("[A-Za-z0-9._@-]+") && !configured(session, "write").isEmpty();
  }

  /** Of several the last one counts, as it does for Asterisk itself. */
  private String configured(AmiSession session, String name) throws IOException, TimeoutException {
    String function = "AST_CONFIG(manager.conf,%s,%s,-1)".formatted(pbx.user(), name);
    return session.sendAction(new GetVarAction(function)) instanceof GetVarResponse answer
            && answer.getValue() != null
        ? answer.getValue().strip()
        : "";
  }

  /** An event may still be on its way; it has come when this is looked at again. */
  private boolean haveChanged(AmiSession session) {
    Optional<Set<String>> now = listed(session);
    boolean changed = now.isPresent() && channels.isPresent() && !now.equals(channels);
    channels = now.or(() -> channels);
    return changed;
  }

  private static Optional<Set<String>> listed(AmiSession session) {
    try {
      return Optional.of(
          session.sendEventGeneratingAction(new CoreShowChannelsAction()).getEvents().stream()
              .filter(CoreShowChannelEvent.class::isInstance)
              .map(event -> String.valueOf(((CoreShowChannelEvent) event).getUniqueid()))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (EventTimeoutException | IOException | IllegalStateException unanswered) {
      return Optional.empty();
    }
  }
}
