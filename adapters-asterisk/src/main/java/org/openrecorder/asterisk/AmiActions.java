package org.openrecorder.asterisk;

import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.MixMonitorAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * The manager actions we send about a recording, each with checked values and never with a command.
 */
final class AmiActions {

  private static final String VARIABLE_PREFIX = "OPENRECORDER_";
  private static final int VARIABLE_DIGITS = 12;

  private AmiActions() {}

  /**
   * Records the channel into the recording's own file and keeps the recorder's id in the
   * recording's own variable.
   */
  static MixMonitorAction record(String spool, UniqueId channel, RecordingId recording) {
    return new MixMonitorAction(
        channel(channel),
        AmiValue.file("the audio file", spool + "/" + recording + ".wav"),
        AmiValue.header("the recorder's options", "i(" + variable(recording) + ")"));
  }

  static StopMixMonitorAction stop(UniqueId channel, MixMonitorId monitor) {
    return new StopMixMonitorAction(
        channel(channel), AmiValue.header("the monitor id", monitor.value()));
  }

  static GetVarAction recall(UniqueId channel, RecordingId recording) {
    return new GetVarAction(channel(channel), AmiValue.header("the variable", variable(recording)));
  }

  /** The channel variable in which the PBX remembers the recorder of that recording. */
  static String variable(RecordingId recording) {
    return VARIABLE_PREFIX + recording.toString().replace("-", "").substring(0, VARIABLE_DIGITS);
  }

  /**
   * The unique id, not the name: a name can pass to another channel between our looking and the
   * PBX's.
   */
  private static String channel(UniqueId channel) {
    return AmiValue.header("the channel", channel.value());
  }
}
