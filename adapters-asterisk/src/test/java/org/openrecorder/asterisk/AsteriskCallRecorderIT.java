package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecorder;
import org.openrecorder.application.port.CallRecorder.StartResult;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.CallRecorderContract;

/** The recorder against a fake PBX. */
class AsteriskCallRecorderIT implements CallRecorderContract {

  private static final PbxName PBX = new PbxName("a");
  private static final RecordingId RECORDING =
      new RecordingId(UUID.fromString("0d9a3a70-5c3e-4b1e-9a55-7a1a4f0c9d21"));

  private final FakeAmi ami = new FakeAmi().having("1795419526.1", "PJSIP/410-00000001");
  private final RecordedFeed feed = new RecordedFeed();
  private final AsteriskLink link =
      new AsteriskLink(
          ami.pbx("a"), feed, work -> Thread.ofPlatform().unstarted(work), QuickBounds.usual());
  private final AsteriskCallRecorder recorder = new AsteriskCallRecorder(Map.of(PBX, link));

  @BeforeEach
  void start() {
    link.start();
    await().until(() -> link.state().inSync());
  }

  @AfterEach
  void close() {
    link.close();
    ami.close();
  }

  @Override
  public CallRecorder recorder() {
    return recorder;
  }

  @Override
  public Channel liveChannel() {
    return channel("1795419526.1");
  }

  @Override
  public Channel goneChannel() {
    return channel("1795419526.99");
  }

  private static Channel channel(String uniqueId) {
    return new Channel(
        PBX,
        new UniqueId(uniqueId),
        new LinkedId(uniqueId),
        new ChannelName("PJSIP/410-00000001"),
        new ChannelName("PJSIP/410-00000001").extension(),
        true,
        Optional.empty(),
        false,
        false,
        Direction.UNKNOWN,
        "410",
        "411");
  }

  @Test
  void the_pbx_is_told_our_file_and_our_variable_and_no_command() {
    recorder.begin(liveChannel(), RECORDING);

    assertThat(ami.received("MixMonitor"))
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action)
                  .containsOnlyKeys("action", "actionid", "channel", "file", "options");
              assertThat(action).containsEntry("channel", "1795419526.1");
              assertThat(action).containsEntry("file", FakeAmi.SPOOL + "/" + RECORDING + ".wav");
              assertThat(action).containsEntry("options", "i(OPENRECORDER_0d9a3a705c3e)");
            });
  }

  @Test
  void a_recorder_is_stopped_by_its_id_always() {
    recorder.end(PBX, liveChannel().uniqueId(), new MixMonitorId("0x7f5ed8003fb0"));

    assertThat(ami.received("StopMixMonitor"))
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action).containsEntry("channel", "1795419526.1");
              assertThat(action).containsEntry("mixmonitorid", "0x7f5ed8003fb0");
            });
  }

  @Test
  void a_pbx_that_refuses_to_record_is_quoted() {
    ami.answering("MixMonitor", action -> FakeAmi.error(action, "Permission denied"));

    assertThat(recorder.begin(liveChannel(), RECORDING))
        .isEqualTo(new StartResult.Refused("Permission denied"));
  }

  @Test
  void a_pbx_that_records_and_does_not_name_the_recorder_is_not_trusted() {
    ami.answering("MixMonitor", action -> FakeAmi.success(action, ""));

    assertThat(recorder.begin(liveChannel(), RECORDING)).isInstanceOf(StartResult.Refused.class);
  }

  @Test
  void a_pbx_that_refuses_to_stop_is_unavailable() {
    ami.answering("StopMixMonitor", action -> FakeAmi.error(action, "Permission denied"));

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> recorder.end(PBX, liveChannel().uniqueId(), new MixMonitorId("0x1")))
        .withMessageContaining("Permission denied");
  }

  @Test
  void a_pbx_that_refuses_to_recall_is_unavailable() {
    ami.answering("Getvar", action -> FakeAmi.error(action, "Permission denied"));

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> recorder.recall(PBX, liveChannel().uniqueId(), RECORDING));
  }

  @Test
  void a_pbx_that_does_not_answer_is_unavailable_and_asked_once() {
    ami.answering("MixMonitor", action -> "");

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> recorder.begin(liveChannel(), RECORDING));

    assertThat(ami.received("MixMonitor")).hasSize(1);
  }

  @Test
  void a_pbx_without_a_link_is_unavailable() {
    link.close();

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> recorder.begin(liveChannel(), RECORDING));
  }

  @Test
  void each_request_is_exactly_one_action() {
    recorder.begin(liveChannel(), RECORDING);
    recorder.recall(PBX, liveChannel().uniqueId(), RECORDING);
    recorder.end(PBX, liveChannel().uniqueId(), new MixMonitorId("Action: Command"));

    assertThat(
            ami.lines().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("action: ")))
        .extracting(line -> line.substring(8))
        .filteredOn(action -> !action.equals("Ping"))
        .containsExactly(
            "Challenge",
            "Login",
            "CoreSettings",
            "Filter",
            "ListCommands", // which rights are too many, and which are missing
            "CoreShowChannels",
            "MixMonitor",
            "GetVar",
            "StopMixMonitor");
  }
}
