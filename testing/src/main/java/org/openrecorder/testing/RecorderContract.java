package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.Recorder;
import org.openrecorder.application.port.Recorder.Begun;
import org.openrecorder.application.port.Recorder.Stopped;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.MonitorId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * What every {@link Recorder} promises. Each test has a PBX of its own, or one on which nothing is
 * recorded.
 */
public interface RecorderContract {

  Recorder recorder();

  /** A channel that lives for the whole test. */
  Channel liveChannel();

  /** A channel of the same PBX that is gone. */
  Channel goneChannel();

  @Test
  default void a_live_channel_is_recorded_and_the_recorder_named() {
    assertThat(recorder().begin(liveChannel(), aRecording())).isInstanceOf(Begun.Yes.class);
  }

  @Test
  default void a_channel_that_is_gone_is_not_recorded() {
    assertThat(recorder().begin(goneChannel(), aRecording()))
        .isInstanceOf(Begun.NoSuchChannel.class);
  }

  @Test
  default void a_recorder_ends_once() {
    MonitorId monitor = begun(aRecording());

    assertThat(end(liveChannel(), monitor)).isEqualTo(Stopped.YES);
    assertThat(end(liveChannel(), monitor)).isEqualTo(Stopped.NOTHING_RAN);
  }

  @Test
  default void a_recorder_that_is_not_meant_goes_on() {
    MonitorId ours = begun(aRecording());

    assertThat(end(liveChannel(), new MonitorId("0x1"))).isEqualTo(Stopped.NOTHING_RAN);
    assertThat(end(liveChannel(), ours)).isEqualTo(Stopped.YES);
  }

  @Test
  default void two_recorders_of_a_channel_end_one_by_one() {
    MonitorId first = begun(aRecording());
    MonitorId second = begun(aRecording());

    assertThat(first).isNotEqualTo(second);
    assertThat(end(liveChannel(), first)).isEqualTo(Stopped.YES);
    assertThat(end(liveChannel(), second)).isEqualTo(Stopped.YES);
  }

  @Test
  default void nothing_runs_on_a_channel_that_is_gone() {
    assertThat(end(goneChannel(), new MonitorId("0x1"))).isEqualTo(Stopped.NOTHING_RAN);
  }

  @Test
  default void a_recorder_is_recalled_by_its_recording() {
    RecordingId recording = aRecording();
    MonitorId monitor = begun(recording);
    begun(aRecording());

    assertThat(recorder().recall(liveChannel().pbx(), liveChannel().uniqueId(), recording))
        .contains(monitor);
  }

  @Test
  default void nothing_is_recalled_of_a_recording_that_was_never_begun() {
    assertThat(recorder().recall(liveChannel().pbx(), liveChannel().uniqueId(), aRecording()))
        .isEmpty();
  }

  @Test
  default void nothing_is_recalled_of_a_channel_that_is_gone() {
    assertThat(recorder().recall(goneChannel().pbx(), goneChannel().uniqueId(), aRecording()))
        .isEmpty();
  }

  @Test
  default void a_pbx_that_nobody_knows_is_unavailable() {
    PbxName nowhere = new PbxName("nowhere");

    assertThatExceptionOfType(PbxUnavailable.class)
        .isThrownBy(() -> recorder().end(nowhere, liveChannel().uniqueId(), new MonitorId("0x1")));
  }

  private MonitorId begun(RecordingId recording) {
    return ((Begun.Yes) recorder().begin(liveChannel(), recording)).monitor();
  }

  private Stopped end(Channel channel, MonitorId monitor) {
    return recorder().end(channel.pbx(), channel.uniqueId(), monitor);
  }

  private static RecordingId aRecording() {
    return new RecordingId(UUID.randomUUID());
  }
}
