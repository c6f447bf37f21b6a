package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecorder.StartResult;
import org.openrecorder.application.port.CallRecorder.Stopped;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskSettings;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.testing.CallRecorderContract;

/** The recorder against real Asterisks that put a system name before their unique ids. */
@ParameterizedClass
@EnumSource(AsteriskVersion.class)
class RealAsteriskRecorderIT implements CallRecorderContract {

  private static final PbxName PBX = new PbxName("a");
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // by start
  private static AsteriskLab asterisk;

  private AsteriskLink link;
  private AsteriskCallRecorder recorder;
  private PhoneCall call;
  private LiveChannel channel;

  RealAsteriskRecorderIT(AsteriskVersion version) {
    assertThat(asterisk.version()).isEqualTo(version);
  }

  @BeforeParameterizedClassInvocation
  static void start(AsteriskVersion version) {
    asterisk =
        AsteriskLab.start(
            AsteriskSettings.of(version, folder.resolve(version.number())).withSystemName("pbx-a"));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    asterisk.close();
  }

  @BeforeEach
  void callAndLogIn() {
    call = asterisk.phone("410").call("604").awaitAnswered(SOON);
    channel = asterisk.channelOf(call);
    link =
        new AsteriskLink(
            RealPbx.of(asterisk, PBX),
            new RecordedFeed(),
            Duration.ofMinutes(1),
            work -> Thread.ofPlatform().unstarted(work));
    link.start();
    recorder = new AsteriskCallRecorder(Map.of(PBX, link));
    await().until(() -> link.state().inSync());
  }

  @AfterEach
  void hangUp() {
    link.close();
    call.hangUp();
    await().until(() -> asterisk.manager().channels().isEmpty());
  }

  @Override
  public CallRecorder recorder() {
    return recorder;
  }

  @Override
  public Channel liveChannel() {
    return channel(channel.uniqueId(), channel.name());
  }

  @Override
  public Channel goneChannel() {
    return channel("pbx-a-1.1", channel.name());
  }

  private static Channel channel(String uniqueId, String name) {
    return new Channel(
        PBX,
        new UniqueId(uniqueId),
        new LinkedId(uniqueId),
        new ChannelName(name),
        new ChannelName(name).extension(),
        true,
        Optional.empty(),
        false,
        false,
        Direction.UNKNOWN,
        "",
        "");
  }

  @Test
  void when_the_recorder_has_ended_the_file_is_whole_and_has_our_name() {
    RecordingId recording = new RecordingId(UUID.randomUUID());
    MixMonitorId monitor = ((StartResult.Yes) recorder.begin(liveChannel(), recording)).monitor();
    call.forgetHeard();
    await()
        .atMost(SOON)
        .until(() -> call.heard(Duration.ofSeconds(1)).duration().toMillis() >= 1000);

    assertThat(recorder.end(PBX, liveChannel().uniqueId(), monitor)).isEqualTo(Stopped.YES);

    WavAnalysis wav = WavAnalysis.of(asterisk.recordings().resolve(recording + ".wav"));
    assertThat(wav.duration()).isGreaterThan(Duration.ofMillis(900));
    assertThat(wav.toneAt(300)).isTrue();
    assertThat(wav.toneAt(440)).isTrue();
  }

  @Test
  void somebody_elses_recorder_goes_on() {
    asterisk
        .manager()
        .succeed(
            "MixMonitor", "Channel", channel.name(), "File", "theirs.wav", "Options", "i(THEIRS)");
    MixMonitorId ours =
        ((StartResult.Yes) recorder.begin(liveChannel(), new RecordingId(UUID.randomUUID())))
            .monitor();

    recorder.end(PBX, liveChannel().uniqueId(), ours);

    assertThat(recorder.end(PBX, liveChannel().uniqueId(), ours)).isEqualTo(Stopped.NOTHING_RAN);
    String theirs = asterisk.manager().variable(channel, "THEIRS");
    asterisk.manager().succeed("StopMixMonitor", "Channel", channel.name(), "MixMonitorID", theirs);
  }
}
