package org.openrecorder.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Users;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;

/**
 * Asks the database what callers will ask it, before the first of them may come. The first query of
 * each kind takes far longer than the later ones; of 50 callers who came at once right after a
 * restart some waited for that longer than an answer may take.
 */
@Singleton
class WarmUp {

  /** So many that the virtual machine begins to compile what it has interpreted. */
  private static final int ROUNDS = 300;

  /** A slow machine is not kept from serving for longer than this. */
  private static final Duration MOST = Duration.ofSeconds(4);

  private static final CallKey CALL = new CallKey(new PbxName("none"), new LinkedId("0.0"));
  private static final UniqueId CHANNEL = new UniqueId("0.0");
  private static final Tag TAG = new Tag("warm-up");
  private static final Username USER = new Username("warm-up");

  private final Recordings recordings;
  private final CallRecords calls;
  private final Users users;
  private volatile boolean done;

  @Inject
  WarmUp(Recordings recordings, CallRecords calls, Users users) {
    this.recordings = recordings;
    this.calls = calls;
    this.users = users;
  }

  /**
   * Reads what is not there, over and over, for 4 s at most.
   *
   * @throws org.openrecorder.application.port.StoreUnavailable if the database cannot be used; to
   *     be called again then
   */
  void run() {
    long end = System.nanoTime() + MOST.toNanos();
    for (int i = 0; i < ROUNDS && System.nanoTime() < end; i++) {
      ask();
    }
    done = true;
  }

  private void ask() {
    users.find(USER);
    recordings.openIn(CALL);
    recordings.search(Recordings.Filter.byTag(TAG), Optional.empty(), 1);
    recordings.search(Recordings.Filter.byUniqueId(CHANNEL), Optional.empty(), 1);
    recordings.ofCall(CALL.linkedId(), Optional.empty(), 1);
    calls.find(CALL);
  }

  /** Whether callers find the database warm. */
  boolean done() {
    return done;
  }
}
