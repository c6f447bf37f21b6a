package org.openrecorder.application.recording;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.openrecorder.application.ErrorCode;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.live.LiveAccess;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelIdentifier;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.TrackedCalls;

/**
 * The live channels that a caller may have to do with. An extension takes part in a call as long as
 * the call lasts, so that the client that began a recording may end it after a transfer.
 */
final class LiveCallAccess implements LiveAccess {

  private final AccessScope scope;
  private final PbxRegistry pbxs;
  private final TrackedCalls trackedCalls;
  private final CallRecords calls;

  LiveCallAccess(
      ApiPrincipal principal, PbxRegistry pbxs, TrackedCalls trackedCalls, CallRecords calls) {
    this.scope = principal.scope();
    this.pbxs = pbxs;
    this.trackedCalls = trackedCalls;
    this.calls = calls;
  }

  @Override
  public boolean covers(PbxName pbx) {
    return scope.covers(pbx);
  }

  @Override
  public boolean covers(Channel channel) {
    return scope.covers(
        channel.pbx(), scope.extensions().isEmpty() ? Set.of() : participants(channel));
  }

  private Set<Extension> participants(Channel channel) {
    Set<Extension> all =
        pbxs.channels(channel.call()).stream()
            .filter(Channel::talking)
            .flatMap(one -> one.extension().stream())
            .collect(Collectors.toCollection(HashSet::new));
    channel.extension().ifPresent(all::add);
    calls.find(trackedCalls.callOf(channel)).map(CallRecord::participants).ifPresent(all::addAll);
    return all;
  }

  /** That there is no such call; the audit trail learns whether there is one out of reach. */
  <T> Result<T> noSuchCall(ChannelIdentifier which) {
    String message = "no live call answers to this extension or unique id";
    boolean outOfScope = !scope.equals(AccessScope.EVERYTHING) && pbxs.knows(which);
    return Result.rejected(
        Rejection.because(
            ErrorCode.NO_SUCH_CALL,
            message,
            outOfScope ? "the call is out of this client's reach" : message));
  }
}
