package org.openrecorder.application.port;

import java.util.Optional;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The recorders that run inside the PBXs for us. Each call takes at most 2 seconds and sends at
 * most one action that changes anything.
 */
public interface CallRecorder {

  /** What came of asking to record. */
  sealed interface StartResult {

    /** The PBX says that it is recording; the file proves it. */
    record Yes(MixMonitorId monitor) implements StartResult {}

    /** The channel is gone. */
    record NoSuchChannel() implements StartResult {}

    /** The PBX refuses, in its own words. */
    record Refused(String why) implements StartResult {}
  }

  /** What came of asking to stop. */
  enum Stopped {
    /** The recorder has ended and its file is complete. */
    YES,
    /** No recorder of ours ran there any more. */
    NOTHING_RAN
  }

  /**
   * Tells the PBX to record the channel into the file of that recording.
   *
   * @throws PbxUnavailableException if the PBX did not answer; the recorder may run all the same
   */
  StartResult begin(Channel channel, RecordingId recording);

  /**
   * Ends our recorder on the channel and no other. When it answers, the file is closed.
   *
   * @throws PbxUnavailableException if the PBX did not answer; the recorder may have ended all the
   *     same
   */
  Stopped end(PbxName pbx, UniqueId channel, MixMonitorId monitor);

  /**
   * The recorder that was begun for this recording on that channel, as the PBX remembers it; empty
   * if none was or the channel is gone. Used after a restart.
   *
   * @throws PbxUnavailableException if the PBX did not answer
   */
  Optional<MixMonitorId> recall(PbxName pbx, UniqueId channel, RecordingId recording);
}
