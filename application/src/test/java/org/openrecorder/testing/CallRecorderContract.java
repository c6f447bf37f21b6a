package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecorder.StartResult;
import org.openrecorder.application.port.CallRecorder.Stopped;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;

/**
 * What every {@link CallRecorder} promises. Each test has a PBX of its own, or one on which nothing
 * is recorded.
 */
public interface CallRecorderContract {

  CallRecorder recorder();

  /** A channel that lives for the whole test. */
  Channel liveChannel();

  /** A channel of the same PBX that is gone. */
  Channel goneChannel();

  @Test
  default void a_live_channel_is_recorded_and_the_recorder_named() {
    assertThat(recorder().begin(liveChannel(), aRecording())).isInstanceOf(StartResult.Yes.class);
  }

  @Test
  default void a_channel_that_is_gone_is_not_recorded() {
    assertThat(recorder().begin(goneChannel(), aRecording()))
        .isInstanceOf(StartResult.NoSuchChannel.class);
  }

  @Test
  default void a_recorder_ends_once() {
    MixMonitorId monitor = begun(aRecording());

    assertThat(end(liveChannel(), monitor)).isEqualTo(Stopped.YES);
    assertThat(end(liveChannel(), monitor)).isEqualTo(Stopped.NOTHING_RAN);
  }

  @Test
  default void a_recorder_that_is_not_meant_goes_on() {
    MixMonitorId ours = begun(aRecording());

    assertThat(end(liveChannel(), new MixMonitorId("0x1"))).isEqualTo(Stopped.NOTHING_RAN);
    assertThat(end(liveChannel(), ours)).isEqualTo(Stopped.YES);
  }

  @Test
  default void two_recorders_of_a_channel_end_one_by_one() {
    MixMonitorId first = begun(aRecording());
    MixMonitorId second = begun(aRecording());

    assertThat(first).isNotEqualTo(second);
    assertThat(end(liveChannel(), first)).isEqualTo(Stopped.YES);
    assertThat(end(liveChannel(), second)).isEqualTo(Stopped.YES);
  }

  @Test
  default void nothing_runs_on_a_channel_that_is_gone() {
    assertThat(end(goneChannel(), new MixMonitorId("0x1"))).isEqualTo(Stopped.NOTHING_RAN);
  }

  @Test
  default void a_recorder_is_recalled_by_its_recording() {
    RecordingId recording = aRecording();
    MixMonitorId monitor = begun(recording);
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

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(
            () -> recorder().end(nowhere, liveChannel().uniqueId(), new MixMonitorId("0x1")));
  }

  private MixMonitorId begun(RecordingId recording) {
    return ((StartResult.Yes) recorder().begin(liveChannel(), recording)).monitor();
  }

  private Stopped end(Channel channel, MixMonitorId monitor) {
    return recorder().end(channel.pbx(), channel.uniqueId(), monitor);
  }

  private static RecordingId aRecording() {
    return new RecordingId(UUID.randomUUID());
  }
}
