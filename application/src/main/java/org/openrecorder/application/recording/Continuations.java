package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openrecorder.application.Answer;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.Background;
import org.openrecorder.application.port.RecordedCall;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Conversations;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingState.Requested;
import org.openrecorder.domain.recording.RecordingState.Running;

/**
 * Lets recordings go on when their call changes hands.
 *
 * <ul>
 *   <li>Their channel is gone and the call is not: as soon as two parties of it talk in one bridge,
 *       one of them is recorded as a further leg.
 *   <li>Their channel stays and was transferred to somebody else: that one's channel is recorded as
 *       a further leg, and then the recorder on the old channel is ended. For Asterisk 22.10 often
 *       leaves the new party out of a recorder that was begun before a transfer, and in no try out
 *       of one that was begun after it.
 * </ul>
 *
 * <p>What waits for that is remembered here and nowhere else; a server that is restarted between a
 * transfer and the answer of the new party does not go on with the recording.
 */
public final class Continuations {

  /** A recording that changes hands more often is left alone. */
  private static final int MOST_LEGS = 100;

  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final CallLocks locks;
  private final Recordings recordings;
  private final RecorderControl control;
  private final Finaliser finaliser;
  private final Background background;
  private final RecordingIds ids;
  private final InstantSource clock;
  private final Map<CallKey, Map<UniqueId, Set<UniqueId>>> transferred = new HashMap<>();
  private final Map<CallKey, Map<RecordingId, Recording>> waiting = new HashMap<>();

  /** What the continuation of recordings needs. */
  public record World(
      LivePbxs pbxs,
      WatchedCalls watched,
      CallLocks locks,
      Recordings recordings,
      RecorderControl control,
      Finaliser finaliser,
      Background background,
      RecordingIds ids,
      InstantSource clock) {}

  public Continuations(World world) {
    this.pbxs = world.pbxs();
    this.watched = world.watched();
    this.locks = world.locks();
    this.recordings = world.recordings();
    this.control = world.control();
    this.finaliser = world.finaliser();
    this.background = world.background();
    this.ids = world.ids();
    this.clock = world.clock();
  }

  /** The channel of that recording is gone while it was being recorded. */
  public void channelGone(Recording recording) {
    if (watched.isLive(recording.call())) {
      synchronized (waiting) {
        waiting
            .computeIfAbsent(recording.call(), unused -> new LinkedHashMap<>())
            .put(recording.whole(), recording);
      }
      look(recording.call());
      if (!watched.isLive(recording.call())) { // it ended meanwhile, and nobody would tell again
        forget(recording.call());
      }
    }
  }

  /** That channel talks, or will talk, to somebody else than those. */
  void transferred(CallKey call, Channel channel, Set<UniqueId> by) {
    synchronized (waiting) {
      transferred.computeIfAbsent(call, unused -> new HashMap<>()).put(channel.uniqueId(), by);
    }
    look(call);
  }

  /** Something has changed about who talks to whom in that call. */
  void changed(CallKey call) {
    if (!waitingIn(call).isEmpty() || !transferredIn(call).isEmpty()) {
      look(call);
    }
  }

  private List<Recording> waitingIn(CallKey call) {
    synchronized (waiting) {
      return List.copyOf(waiting.getOrDefault(call, Map.of()).values());
    }
  }

  /** Nothing of that call goes on by itself any more: it has ended, or a CRM has decided. */
  void forget(CallKey call) {
    synchronized (waiting) {
      waiting.remove(call);
      transferred.remove(call);
    }
  }

  private Map<UniqueId, Set<UniqueId>> transferredIn(CallKey call) {
    synchronized (waiting) {
      return Map.copyOf(transferred.getOrDefault(call, Map.of()));
    }
  }

  private void look(CallKey call) {
    background.submit(call, () -> locks.deciding(call, () -> goOn(call)));
  }

  private void goOn(CallKey call) {
    for (Recording recording : waitingIn(call)) {
      survivor(recording)
          .ifPresent(
              channel -> {
                drop(waiting, call, recording.whole());
                goOn(recording, channel);
              });
    }
    transferredIn(call)
        .forEach(
            (moved, by) ->
                conversations(call)
                    .partnerOf(moved)
                    .filter(partner -> !by.contains(partner.uniqueId()))
                    .ifPresent(partner -> follow(call, moved, partner)));
  }

  /** The wish is stored before the PBX is told, as every wish. */
  private void goOn(Recording recording, Channel channel) {
    if (recordings.legs(List.of(recording.whole())).size() < MOST_LEGS) {
      Recording leg = recording.goingOn(ids.next(), channel, clock.instant());
      recordings.add(leg);
      background.submit(
          leg.call(),
          () ->
              locks.deciding(
                  leg.call(), () -> begin(leg.id(), channel.uniqueId(), recording.id())));
    }
  }

  /** What is recorded on the channel that was transferred is recorded on its new partner's. */
  private void follow(CallKey call, UniqueId moved, Channel partner) {
    drop(transferred, call, moved);
    recordings.openIn(call).stream()
        .filter(recording -> recording.uniqueId().equals(moved))
        .filter(recording -> recording.state() instanceof Running)
        .forEach(recording -> goOn(recording, partner));
  }

  private Conversations conversations(CallKey call) {
    return new Conversations(
        watched.channels(call).stream()
            .flatMap(uniqueId -> pbxs.of(call.pbx()).find(uniqueId).stream())
            .toList());
  }

  private <K, V> void drop(Map<CallKey, Map<K, V>> from, CallKey call, K one) {
    synchronized (waiting) {
      from.computeIfPresent(
          call,
          (key, left) -> {
            left.remove(one);
            return left.isEmpty() ? null : left;
          });
    }
  }

  /** May be done again when the PBX did not answer. */
  private void begin(RecordingId id, UniqueId uniqueId, RecordingId before) {
    Optional<Recording> wish =
        recordings
            .find(id)
            .map(RecordedCall::recording)
            .filter(leg -> leg.state() instanceof Requested);
    if (wish.isPresent()) {
      pbxs.of(wish.get().pbx())
          .find(uniqueId)
          .map(channel -> control.beginOrTakeUp(wish.get(), channel))
          .filter(Answer.Granted.class::isInstance)
          .ifPresent(begun -> end(before));
    }
  }

  /** The recorder that the new leg stands in for, if it still runs. */
  private void end(RecordingId before) {
    recordings
        .find(before)
        .map(RecordedCall::recording)
        .filter(Recording::open)
        .ifPresent(replaced -> finaliser.submit(control.end(replaced)));
  }

  /** The channel to go on with, unless the recording goes on already. */
  private Optional<Channel> survivor(Recording recording) {
    boolean goesOn =
        recordings.openIn(recording.call()).stream()
            .anyMatch(open -> open.whole().equals(recording.whole()));
    return goesOn ? Optional.empty() : conversations(recording.call()).survivor();
  }
}
