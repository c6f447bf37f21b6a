package org.openrecorder.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Optional;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MonitorId;
import org.openrecorder.domain.recording.RecordingId;

/** Times what the PBXs are told and asked: {@code openrecorder.pbx.actions}. */
public final class TimedRecorder implements Recorder {

  private final Stopwatch stopwatch;
  private final Recorder recorder;

  public TimedRecorder(MeterRegistry registry, Recorder recorder) {
    this.stopwatch =
        new Stopwatch(
            registry, "openrecorder.pbx.actions", "Time that PBXs took to do what they were told");
    this.recorder = recorder;
  }

  private static Tags tags(PbxName pbx, String action) {
    return Tags.of("pbx", pbx.value(), "action", action);
  }

  @Override
  public Begun begin(Channel channel, RecordingId recording) {
    return stopwatch.time(
        tags(channel.pbx(), "begin"),
        () -> recorder.begin(channel, recording),
        TimedRecorder::outcome);
  }

  private static String outcome(Begun begun) {
    return switch (begun) {
      case Begun.Yes yes -> "OK";
      case Begun.NoSuchChannel gone -> "no such channel";
      case Begun.Refused refused -> "refused";
    };
  }

  @Override
  public Stopped end(PbxName pbx, UniqueId channel, MonitorId monitor) {
    return stopwatch.time(
        tags(pbx, "end"),
        () -> recorder.end(pbx, channel, monitor),
        stopped -> stopped == Stopped.YES ? "OK" : "nothing ran");
  }

  @Override
  public Optional<MonitorId> recall(PbxName pbx, UniqueId channel, RecordingId recording) {
    return stopwatch.time(
        tags(pbx, "recall"), () -> recorder.recall(pbx, channel, recording), monitor -> "OK");
  }
}
