package org.openrecorder.asterisk;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.asteriskjava.manager.response.GetVarResponse;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.manager.response.MixMonitorResponse;
import org.jspecify.annotations.Nullable;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;

/** Records with Asterisk's MixMonitor, each recording into {@code SPOOL/RECORDING-ID.wav}. */
public final class AsteriskCallRecorder implements CallRecorder {

  private static final String NO_CHANNEL = "No such channel";

  /** What Asterisk 16 to 22 say when the recorder that we mean does not run. */
  private static final Set<String> NOTHING_RAN =
      Set.of(NO_CHANNEL, "Could not stop monitoring channel");

  private final Map<PbxName, AsteriskLink> links;

  public AsteriskCallRecorder(Map<PbxName, AsteriskLink> links) {
    this.links = Map.copyOf(links);
  }

  @Override
  public StartResult begin(Channel channel, RecordingId recording) {
    AsteriskLink link = link(channel.pbx());
    ManagerResponse response =
        link.sender().ask(AmiActions.record(link.pbx().spool(), channel.uniqueId(), recording));
    if (response instanceof ManagerError error) {
      return saysNoChannel(error)
          ? new StartResult.NoSuchChannel()
          : new StartResult.Refused(SanitizedPbxText.of(error.getMessage()));
    }
    return monitor(response instanceof MixMonitorResponse begun ? begun.getMixMonitorId() : null)
        .<StartResult>map(StartResult.Yes::new)
        .orElseGet(() -> new StartResult.Refused("it says that it records but not how to stop it"));
  }

  @Override
  public Stopped end(PbxName pbx, UniqueId channel, MixMonitorId monitor) {
    ManagerResponse response = link(pbx).sender().ask(AmiActions.stop(channel, monitor));
    if (!(response instanceof ManagerError error)) {
      return Stopped.YES;
    }
    if (NOTHING_RAN.contains(SanitizedPbxText.of(error.getMessage()))) {
      return Stopped.NOTHING_RAN;
    }
    throw unexpected(pbx, error);
  }

  @Override
  public Optional<MixMonitorId> recall(PbxName pbx, UniqueId channel, RecordingId recording) {
    ManagerResponse response = link(pbx).sender().ask(AmiActions.recall(channel, recording));
    if (!(response instanceof ManagerError error)) {
      return monitor(response instanceof GetVarResponse remembered ? remembered.getValue() : null);
    }
    if (saysNoChannel(error)) {
      return Optional.empty();
    }
    throw unexpected(pbx, error);
  }

  private AsteriskLink link(PbxName pbx) {
    AsteriskLink link = links.get(pbx);
    if (link == null) {
      throw new PbxUnavailableException("the settings name no PBX " + pbx);
    }
    return link;
  }

  private static boolean saysNoChannel(ManagerError error) {
    return NO_CHANNEL.equals(error.getMessage());
  }

  /** Such as a right that the manager user lacks: only a person can mend it. */
  private static PbxUnavailableException unexpected(PbxName pbx, ManagerError error) {
    return new PbxUnavailableException(
        "the PBX " + pbx + " refuses: " + SanitizedPbxText.of(error.getMessage()));
  }

  private static Optional<MixMonitorId> monitor(@Nullable String id) {
    return id == null || id.isBlank() ? Optional.empty() : Optional.of(new MixMonitorId(id));
  }
}
