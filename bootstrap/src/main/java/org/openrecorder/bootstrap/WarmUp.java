package org.openrecorder.bootstrap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openrecorder.application.port.AuditTrail;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.RecordingIdGenerator;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.application.port.UserDirectory;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.CallId;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * Asks the database what callers will ask it, and has it write and take back what a start writes,
 * before the first of them may come. The first statement of each kind takes far longer than the
 * later ones; of 50 callers who came at once right after a restart some waited for that longer than
 * an answer may take.
 */
@Singleton
class WarmUp {

  /** So many that the virtual machine begins to compile what it has interpreted. */
  private static final int ROUNDS = 300;

  /** Each takes numbers of rows, which are never used then. */
  private static final int REHEARSALS = 20;

  /** A slow machine is not kept from serving for longer than this. */
  private static final Duration MOST = Duration.ofSeconds(4);

  private static final CallId CALL = new CallId(new PbxName("none"), new LinkedId("0.0"));
  private static final UniqueId CHANNEL = new UniqueId("0.0");
  private static final Channel AGENT =
      new Channel(
          CALL.pbx(),
          CHANNEL,
          CALL.linkedId(),
          new ChannelName("PJSIP/0-0"),
          new ChannelName("PJSIP/0-0").extension(),
          true,
          Optional.empty(),
          false,
          false,
          Direction.INBOUND,
          "",
          "");
  private static final Tag TAG = new Tag("warm-up");
  private static final Username USER = new Username("warm-up");

  /** Takes everything back that was written in its block. */
  private static final class Rehearsed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Recordings recordings;
  private final CallRecords calls;
  private final UserDirectory users;
  private final AuditTrail trail;
  private final Transactions transactions;
  private final RecordingIdGenerator ids;
  private final InstantSource clock;
  private volatile boolean done;

  @Inject
  WarmUp(
      Recordings recordings,
      CallRecords calls,
      UserDirectory users,
      AuditTrail trail,
      Transactions transactions,
      RecordingIdGenerator ids,
      InstantSource clock) {
    this.recordings = recordings;
    this.calls = calls;
    this.users = users;
    this.trail = trail;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Reads what is not there, over and over, and stores what never happened without keeping it, for
   * 4 s at most.
   *
   * @throws org.openrecorder.application.port.StoreUnavailableException if the database cannot be
   *     used; to be called again then
   */
  void run() {
    long end = System.nanoTime() + MOST.toNanos();
    for (int i = 0; i < ROUNDS && System.nanoTime() < end; i++) {
      ask();
      if (i < REHEARSALS) {
        rehearse();
      }
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

  private void rehearse() {
    try {
      transactions.run(
          () -> {
            store();
            throw new Rehearsed();
          });
    } catch (Rehearsed takenBack) {
      // as was meant
    }
  }

  /** What a start and its second commit store. */
  private void store() {
    Instant now = clock.instant();
    RecordingSegment requested = RecordingSegment.requested(ids.next(), CALL, AGENT, TAG, now);
    calls.save(Optional.empty(), CallRecord.of(CALL, AGENT, List.of(AGENT), now).tagged(TAG));
    recordings.endWaiting(CALL);
    recordings.add(requested);
    AuditTrail.Row row = row(requested, now);
    trail.recordIntent(row);
    recordings.saveState(requested.begun(now, new MixMonitorId("0")));
    trail.confirm(row);
  }

  private static AuditTrail.Row row(RecordingSegment requested, Instant now) {
    return new AuditTrail.Row(
        now,
        ApiPrincipal.unknown("-"),
        "start",
        Optional.empty(),
        TAG.value(),
        Optional.of(requested.id()),
        "OK",
        "");
  }

  /** Whether callers find the database warm. */
  boolean done() {
    return done;
  }
}
