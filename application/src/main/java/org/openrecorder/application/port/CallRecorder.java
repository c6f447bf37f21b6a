package org.openrecorder.application.port;

import java.util.Optional;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * Controls the MixMonitors that run inside the PBXs for this server. Each call takes at most 2
 * seconds and sends at most one action that changes anything.
 */
public interface CallRecorder {

  /** The result of a start. */
  sealed interface StartResult {

    /** The PBX reports that it is recording; the file proves it. */
    record Yes(MixMonitorId monitor) implements StartResult {}

    /** The channel is gone. */
    record NoSuchChannel() implements StartResult {}

    /** The PBX rejects the request, in its own words. */
    record Refused(String why) implements StartResult {}
  }

  /** The result of a stop. */
  enum Stopped {
    /** The MixMonitor has ended and its file is complete. */
    YES,
    /** No MixMonitor of this server ran there any more. */
    NOTHING_RAN
  }

  /**
   * Tells the PBX to record the channel into the file of that recording.
   *
   * @throws PbxUnavailableException if the PBX did not respond; the MixMonitor may run nevertheless
   */
  StartResult begin(Channel channel, RecordingId recording);

  /**
   * Ends this server's MixMonitor on the channel and no other. When it returns, the file is closed.
   *
   * @throws PbxUnavailableException if the PBX did not respond; the MixMonitor may have ended
   *     nevertheless
   */
  Stopped end(PbxName pbx, UniqueId channel, MixMonitorId monitor);

  /**
   * The MixMonitor that was begun for this recording on that channel, as the PBX remembers it;
   * empty if none was or the channel is gone. Used after a restart.
   *
   * @throws PbxUnavailableException if the PBX did not respond
   */
  Optional<MixMonitorId> recall(PbxName pbx, UniqueId channel, RecordingId recording);
}
