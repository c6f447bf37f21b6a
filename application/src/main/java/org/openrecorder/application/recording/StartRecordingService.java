package org.openrecorder.application.recording;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Audit;
import org.openrecorder.application.Audit.Attempt;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.port.AudioVault;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.RecordingIds;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.application.port.Transactions;
import org.openrecorder.domain.access.Permission;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.CallKey;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelChoice;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.WatchedCalls;
import org.openrecorder.domain.recording.Recording;

/** Stores the wish, tells the PBX, and answers when the audio file is there. */
public final class StartRecordingService implements StartRecording {

  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final CallLocks locks;
  private final CallRecords calls;
  private final Recordings recordings;
  private final RecorderControl control;
  private final RecordingLife life;
  private final AudioVault vault;
  private final Transactions transactions;
  private final RecordingIds ids;
  private final Audit audit;
  private final InstantSource clock;

  /** What this use case works with. */
  public record World(
      LivePbxs pbxs,
      WatchedCalls watched,
      CallLocks locks,
      CallRecords calls,
      Recordings recordings,
      RecorderControl control,
      RecordingLife life,
      AudioVault vault,
      Transactions transactions,
      RecordingIds ids,
      Audit audit,
      InstantSource clock) {}

  public StartRecordingService(World world) {
    this.pbxs = world.pbxs();
    this.watched = world.watched();
    this.locks = world.locks();
    this.calls = world.calls();
    this.recordings = world.recordings();
    this.control = world.control();
    this.life = world.life();
    this.vault = world.vault();
    this.transactions = world.transactions();
    this.ids = world.ids();
    this.audit = world.audit();
    this.clock = world.clock();
  }

  @Override
  public Answer<RecordingReference> start(Request request) {
    Attempt attempt = Attempt.of(request.caller(), "start", request.which().value());
    return audit.noted(attempt, permitted(request, attempt)).map(RecordingReference::of);
  }

  private Answer<Recording> permitted(Request request, Attempt attempt) {
    if (!request.caller().may(Permission.RECORD)) {
      return Answer.refused(RefusalCode.FORBIDDEN, "this client may not start recordings");
    }
    return switch (pbxs.choose(request.which())) {
      case ChannelChoice.Chosen(Channel channel, String why) ->
          decide(channel, request.tag(), attempt, why);
      case ChannelChoice.Ambiguous(List<Channel> candidates) -> ambiguous(candidates);
      case ChannelChoice.None none ->
          Answer.refused(
              RefusalCode.NO_SUCH_CALL, "no live call answers to this extension or unique id");
    };
  }

  static Answer<Recording> ambiguous(List<Channel> candidates) {
    String uniqueIds =
        candidates.stream()
            .map(channel -> channel.uniqueId().value())
            .collect(Collectors.joining(", "));
    return Answer.refused(
        RefusalCode.AMBIGUOUS,
        "several calls answer to this extension; name one by its unique id: " + uniqueIds);
  }

  private Answer<Recording> decide(Channel channel, Tag tag, Attempt attempt, String why) {
    CallKey call = watched.callOf(channel);
    return locks.deciding(call, () -> startIn(call, channel, tag, attempt, why));
  }

  private Answer<Recording> startIn(
      CallKey call, Channel channel, Tag tag, Attempt attempt, String why) {
    List<Recording> open = recordings.openIn(call);
    Optional<Recording> same =
        open.stream().filter(recording -> recording.tag().equals(tag)).findFirst();
    if (same.isPresent()) {
      audit.granted(attempt, same.get().id(), "already being recorded under this tag");
      return Answer.granted(same.get());
    }
    if (!vault.hasRoom(call.pbx())) {
      return Answer.refused(
          RefusalCode.STORAGE_FULL, "the storage is almost full; no new recording starts");
    }
    List<Recording> replaced =
        open.stream().filter(recording -> recording.uniqueId().equals(channel.uniqueId())).toList();
    return startNew(new Start(call, channel, tag, attempt, why, replaced));
  }

  private record Start(
      CallKey call,
      Channel channel,
      Tag tag,
      Attempt attempt,
      String why,
      List<Recording> replaced) {}

  private Answer<Recording> startNew(Start start) {
    Optional<Call> before = calls.find(start.call());
    Recording wanted =
        Recording.requested(
            ids.next(), start.call(), start.channel(), start.tag(), clock.instant());
    transactions.run(
        () -> {
          calls.save(tagged(before, start));
          recordings.add(wanted);
        });
    watch(start.call(), start.channel());
    Answer<Recording> answer = beginOrWait(wanted, start);
    if (answer instanceof Answer.Refused<Recording>) {
      before.ifPresent(calls::save);
    }
    return answer;
  }

  private Call tagged(Optional<Call> before, Start start) {
    List<Channel> live = pbxs.channels(start.channel().call());
    return before
        .map(call -> call.joinedBy(live))
        .orElseGet(() -> Call.of(start.call(), start.channel(), live, clock.instant()))
        .tagged(start.tag());
  }

  /**
   * A channel that hung up while it was being watched is not heard of again, so it is looked for
   * once more.
   */
  private void watch(CallKey call, Channel channel) {
    List<Channel> live = pbxs.channels(channel.call());
    watched.watch(call, live);
    live.stream()
        .filter(one -> pbxs.of(one.pbx()).find(one.uniqueId()).isEmpty())
        .forEach(gone -> watched.hungUp(gone).forEach(life::callEnded));
  }

  private Answer<Recording> beginOrWait(Recording wanted, Start start) {
    Optional<Channel> now = pbxs.of(start.call().pbx()).find(start.channel().uniqueId());
    if (now.isPresent() && !now.get().answered()) {
      start.replaced().forEach(control::end);
      audit.granted(start.attempt(), wanted.id(), "begins with the answer; " + start.why());
      return Answer.granted(wanted);
    }
    Answer<Recording> answer = begin(wanted, now.orElse(start.channel()), start);
    if (answer instanceof Answer.Granted<Recording>) {
      start.replaced().forEach(life::endReplaced);
    }
    return answer;
  }

  /**
   * The CRM is told that the PBX did not answer, so the wish must not come true behind its back.
   */
  private Answer<Recording> begin(Recording wanted, Channel channel, Start start) {
    try {
      return control.begin(
          wanted, channel, begun -> audit.granted(start.attempt(), begun.id(), start.why()));
    } catch (PbxUnavailable silent) {
      recordings.saveState(
          wanted.failed(clock.instant(), "the PBX did not answer: " + silent.getMessage()));
      throw silent;
    }
  }
}
