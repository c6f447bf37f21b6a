package org.openrecorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Optional;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;

/** Times what the PBXs are told and asked: {@code openrecorder.pbx.actions}. */
public final class MeteredCallRecorder implements CallRecorder {

  private final Stopwatch stopwatch;
  private final CallRecorder recorder;

  public MeteredCallRecorder(MeterRegistry registry, CallRecorder recorder) {
    this.stopwatch =
        new Stopwatch(
            registry, "openrecorder.pbx.actions", "Time that PBXs took to do what they were told");
    this.recorder = recorder;
  }

  private static Tags tags(PbxName pbx, String action) {
    return Tags.of("pbx", pbx.value(), "action", action);
  }

  @Override
  public StartResult begin(Channel channel, RecordingId recording) {
    return stopwatch.time(
        tags(channel.pbx(), "begin"),
        () -> recorder.begin(channel, recording),
        MeteredCallRecorder::outcome);
  }

  private static String outcome(StartResult begun) {
    return switch (begun) {
      case StartResult.Yes yes -> "OK";
      case StartResult.NoSuchChannel gone -> "no such channel";
      case StartResult.Refused refused -> "refused";
    };
  }

  @Override
  public Stopped end(PbxName pbx, UniqueId channel, MixMonitorId monitor) {
    return stopwatch.time(
        tags(pbx, "end"),
        () -> recorder.end(pbx, channel, monitor),
        stopped -> stopped == Stopped.YES ? "OK" : "nothing ran");
  }

  @Override
  public Optional<MixMonitorId> recall(PbxName pbx, UniqueId channel, RecordingId recording) {
    return stopwatch.time(
        tags(pbx, "recall"), () -> recorder.recall(pbx, channel, recording), monitor -> "OK");
  }
}
