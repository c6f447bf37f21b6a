package org.openrecorder.application.recording;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.openrecorder.application.Answer;
import org.openrecorder.application.Refusal;
import org.openrecorder.application.RefusalCode;
import org.openrecorder.application.live.LivePbxs;
import org.openrecorder.application.live.LiveReach;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.domain.access.Caller;
import org.openrecorder.domain.access.Reach;
import org.openrecorder.domain.call.Call;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.WatchedCalls;

/**
 * The live channels that a caller may have to do with. An extension takes part in a call as long as
 * the call lasts, so that whoever began a recording may end it after a transfer.
 */
final class CallerReach implements LiveReach {

  private final Reach reach;
  private final LivePbxs pbxs;
  private final WatchedCalls watched;
  private final CallRecords calls;

  CallerReach(Caller caller, LivePbxs pbxs, WatchedCalls watched, CallRecords calls) {
    this.reach = caller.reach();
    this.pbxs = pbxs;
    this.watched = watched;
    this.calls = calls;
  }

  @Override
  public boolean covers(PbxName pbx) {
    return reach.covers(pbx);
  }

  @Override
  public boolean covers(Channel channel) {
    return reach.covers(
        channel.pbx(), reach.extensions().isEmpty() ? Set.of() : participants(channel));
  }

  private Set<Extension> participants(Channel channel) {
    Set<Extension> all =
        pbxs.channels(channel.call()).stream()
            .filter(Channel::talking)
            .flatMap(one -> one.extension().stream())
            .collect(Collectors.toCollection(HashSet::new));
    channel.extension().ifPresent(all::add);
    calls.find(watched.callOf(channel)).map(Call::participants).ifPresent(all::addAll);
    return all;
  }

  /** That there is no such call; the audit trail learns whether there is one out of reach. */
  <T> Answer<T> noSuchCall(ChannelIdentifier which) {
    String message = "no live call answers to this extension or unique id";
    boolean outOfReach = !reach.equals(Reach.EVERYTHING) && pbxs.knows(which);
    return Answer.refused(
        Refusal.because(
            RefusalCode.NO_SUCH_CALL,
            message,
            outOfReach ? "the call is out of this client's reach" : message));
  }
}
