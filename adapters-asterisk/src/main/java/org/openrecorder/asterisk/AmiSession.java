package org.openrecorder.asterisk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.FilterAction;
import org.asteriskjava.manager.event.ConnectEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ProtocolIdentifierReceivedEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.response.CoreSettingsResponse;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;
import org.openrecorder.asterisk.ami.BridgeListCompleteEvent;
import org.openrecorder.asterisk.ami.BridgeListItemEvent;

/**
 * One manager session: one TCP connection, one log-in, one end. Asterisk-Java would connect again
 * by itself, at fixed intervals, holding its lock, and without telling when; here a session that
 * has ended stays ended, so that what was heard before and after can be told apart, and {@link
 * #end} works at any moment, also while the session is being made.
 */
final class AmiSession extends ManagerConnectionImpl {

  /** Only what is said about channels; of that {@link #hearOnly} leaves out more. */
  private static final String EVENTS = "call";

  /** How long Asterisk-Java's event pump has to end by itself; usually it takes less than 1 ms. */
  private static final Duration PUMP_ENDS = Duration.ofMillis(100);

  /** How often it is reminded. */
  private static final int REMINDERS = 10;

  /** What comes as events and answers an action of ours. */
  private static final Set<String> ANSWERS =
      Set.of(
          "CoreShowChannel",
          "CoreShowChannelsComplete",
          "Status",
          "StatusComplete",
          "BridgeListItem",
          "BridgeListComplete");

  private final InetSocketAddress address;
  private final LinkLimits bounds;
  private final BiConsumer<AmiSession, AmiEvent> ear;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<@Nullable String> why = new AtomicReference<>();
  private volatile @Nullable SocketConnectionFacade line;
  private final CompletableFuture<Thread> pump = new CompletableFuture<>();
  private volatile long lastHeard = System.nanoTime();
  private volatile boolean doubted;
  private volatile String asterisk = "an unknown version of Asterisk";

  /**
   * @param ear is given every event that matters, by Asterisk-Java's thread: it must return at once
   *     and send nothing
   */
  AmiSession(AsteriskPbx pbx, LinkLimits bounds, BiConsumer<AmiSession, AmiEvent> ear) {
    this.address = new InetSocketAddress(pbx.host(), pbx.port());
    this.bounds = bounds;
    this.ear = ear;
    setHostname(pbx.host());
    setPort(pbx.port());
    setUsername(pbx.user());
    setPassword(pbx.secret());
    setDefaultResponseTimeout(bounds.answer().toMillis());
    setDefaultEventTimeout(bounds.snapshot().toMillis());
    registerUserEventClass(BridgeListItemEvent.class);
    registerUserEventClass(BridgeListCompleteEvent.class);
  }

  /**
   * Connects and logs in.
   *
   * @throws AuthenticationFailedException without a cause if the PBX refuses the password, with one
   *     if it did not answer
   * @throws IOException if there is no connection, also if it was ended meanwhile
   * @throws TimeoutException if the server that answers there does not speak the manager protocol
   */
  void open() throws IOException, AuthenticationFailedException, TimeoutException {
    login(EVENTS);
    if (hasEnded()) {
      throw new IOException(reason());
    }
  }

  /**
   * Asks the PBX to send no other events than those. A PBX that refuses sends all about channels.
   *
   * @param filter a regular expression over the text of an event
   * @throws TimeoutException if it does not answer in time
   * @throws IOException if the connection breaks
   */
  void hearOnly(String filter) throws IOException, TimeoutException {
    ManagerResponse unused = sendAction(new FilterAction(filter));
  }

  /** Ends the session for that reason, unless it has ended before. Waits for nothing. */
  void end(String reason) {
    why.compareAndSet(null, reason);
    over.countDown();
    close(line);
  }

  /** Tells the PBX that we go, then ends. Takes as long as one answer may take. */
  void leave() {
    try {
      logoff();
    } catch (IllegalStateException neverLoggedIn) {
      // there is nothing to leave
    }
    end("we logged off");
  }

  /**
   * Waits until the threads of the ended session are gone, about 1 s at most. Left alone,
   * Asterisk-Java's event pump overlooks about one end in ten and stays for another minute.
   */
  void awaitThreads() throws InterruptedException {
    if (line == null) {
      return; // none was started
    }
    try {
      Thread left = pump.get(PUMP_ENDS.toMillis() * REMINDERS, TimeUnit.MILLISECONDS);
      for (int i = 0; i < REMINDERS && !left.join(PUMP_ENDS); i++) {
        left.interrupt();
      }
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      // it has more to tell than can be waited for
    }
  }

  boolean hasEnded() {
    return over.getCount() == 0;
  }

  /** Waits for the end of the session, at most that long, and says whether it came. */
  boolean awaitEnd(Duration most) throws InterruptedException {
    return over.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Why the session has ended. */
  String reason() {
    String reason = why.get();
    return reason == null ? "the session goes on" : reason;
  }

  /** Whether the PBX has told of an event since that {@link System#nanoTime()}. */
  boolean hasSpokenSince(long nanoTime) {
    return lastHeard - nanoTime > 0;
  }

  /** It has left an action unanswered: no other thread need wait for it until it speaks again. */
  void doubt() {
    doubted = true;
  }

  /** It has answered. */
  void trust() {
    doubted = false;
  }

  boolean isDoubted() {
    return doubted;
  }

  /** What the PBX calls itself. */
  String asterisk() {
    return asterisk;
  }

  @Override
  protected void connect() throws IOException {
    if (hasEnded()) {
      state =
          ManagerConnectionState.DISCONNECTED; // so that Asterisk-Java does not try again either
      throw new IOException(reason());
    }
    super.connect();
  }

  @Override
  protected SocketConnectionFacade createSocket() throws IOException {
    SocketConnectionFacade made =
        new AmiConnection(
            address,
            bounds.connect(),
            bounds.silence(),
            new AmiConnection.Wanted(Set.copyOf(AmiEventTranslator.NAMES), ANSWERS),
            this::heard);
    line = made;
    if (hasEnded()) {
      close(made);
    }
    return made;
  }

  /**
   * One question instead of Asterisk-Java's four rounds of two, which take 18 s with a PBX that
   * does not answer.
   */
  @Override
  protected AsteriskVersion determineVersion() throws IOException, TimeoutException {
    if (sendAction(new CoreSettingsAction()) instanceof CoreSettingsResponse settings
        && settings.getAsteriskVersion() != null) {
      asterisk = SanitizedPbxText.of("Asterisk " + settings.getAsteriskVersion());
      AsteriskVersion known = AsteriskVersion.getDetermineVersionFromString(asterisk);
      return known == null ? AsteriskVersion.DEFAULT_VERSION : known;
    }
    return AsteriskVersion.DEFAULT_VERSION;
  }

  @Override
  public void dispatchEvent(ManagerEvent event, @Nullable Integer handlingTime) {
    switch (event) {
      case DisconnectEvent gone -> disconnected(gone, handlingTime);
      case ResponseEvent part -> super.dispatchEvent(part, handlingTime);
      case ProtocolIdentifierReceivedEvent banner -> super.dispatchEvent(banner, handlingTime);
      case ConnectEvent connected -> super.dispatchEvent(connected, handlingTime);
      default -> {} // Asterisk-Java makes some of its own
    }
  }

  private void heard(AmiEvent event) {
    lastHeard = System.nanoTime();
    trust();
    ear.accept(this, event);
  }

  private void disconnected(DisconnectEvent gone, @Nullable Integer handlingTime) {
    end("the PBX closed the connection");
    state = ManagerConnectionState.DISCONNECTED; // or Asterisk-Java begins to connect again
    super.dispatchEvent(gone, handlingTime); // lets go the threads that wait for a response
    pump.complete(Thread.currentThread());
  }

  private static void close(@Nullable SocketConnectionFacade socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException | RuntimeException closedAnyway) {
        // nothing more can be done with it; Asterisk-Java closes the socket first, and then finds a
        // null where its own thread closes it at the same time
      }
    }
  }
}
