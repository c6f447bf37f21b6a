package org.openrecorder.lab.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.lab.ami.AmiClient;
import org.openrecorder.lab.ami.AmiMessage;
import org.openrecorder.lab.ami.AmiTap;
import org.openrecorder.lab.ami.LiveChannel;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;
import org.openrecorder.lab.phone.SipPhone;
import org.openrecorder.lab.process.LabFailure;

@ParameterizedClass
@EnumSource
class AsteriskLabIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  @TempDir Path folder;
  private final AsteriskVersion version;
  private AsteriskLab asterisk;

  AsteriskLabIT(AsteriskVersion version) {
    this.version = version;
  }

  @BeforeEach
  void start() {
    asterisk = AsteriskLab.start(version, folder.resolve("asterisk"));
  }

  @AfterEach
  void stop() {
    asterisk.close();
  }

  @Test
  void a_recorded_call_between_two_phones_holds_both_their_voices() {
    asterisk.phone("411");
    PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);
    LiveChannel channel = asterisk.channelOf(call);
    assertThat(channel.name()).startsWith(version.technology() + "/410-");

    WavAnalysis wav = record(channel, "both.wav");

    assertThat(wav.duration()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(15_000));
    assertThat(wav.shareWith(300)).isGreaterThan(0.7);
    assertThat(wav.shareWith(500)).isGreaterThan(0.7);
    assertThat(wav.toneAt(700)).isFalse();
    assertThat(wav.toneAt(Endpoint.MUSIC_ON_HOLD_TONE)).isFalse();
  }

  /** Records until the phones have heard each other for two seconds. */
  private WavAnalysis record(LiveChannel channel, String file) {
    PhoneCall call = asterisk.phone("410").calls().getFirst();
    call.forgetHeard();
    asterisk.manager().succeed("MixMonitor", "Channel", channel.name(), "File", file);
    await().atMost(SOON).until(() -> call.heard(TWO_SECONDS).duration().equals(TWO_SECONDS));
    asterisk.manager().succeed("StopMixMonitor", "Channel", channel.name());
    return WavAnalysis.of(asterisk.recordings().resolve(file));
  }

  @Test
  void hold_and_resume_are_told_and_heard() {
    SipPhone called = asterisk.phone("411");
    PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);
    PhoneCall atTheOtherEnd = called.awaitCall(SOON).awaitAnswered(SOON);
    LiveChannel channel = asterisk.channelOf(call);

    call.hold();
    asterisk.manager().await("Hold", channel, SOON);
    awaitHearing(atTheOtherEnd, Endpoint.MUSIC_ON_HOLD_TONE);

    call.resume();
    asterisk.manager().await("Unhold", channel, SOON);
    awaitHearing(atTheOtherEnd, 300);
  }

  private static void awaitHearing(PhoneCall call, int frequency) {
    call.forgetHeard();
    await().atMost(SOON).until(() -> call.heard(Duration.ofMillis(500)).toneAt(frequency));
  }

  @Test
  void a_phone_rings_until_it_is_answered_by_hand() {
    SipPhone desk = asterisk.phone("sales-desk").answering(Answering.byHand());
    PhoneCall call = asterisk.phone("413").call("420").awaitRinging(SOON);
    PhoneCall ringing = desk.awaitCall(SOON);
    LiveChannel channel = asterisk.manager().channelOf("sales-desk");
    assertThat(channel.state()).isEqualTo("Ringing");
    assertThat(call.isUp()).isFalse();

    ringing.answer();

    call.awaitAnswered(SOON);
    awaitHearing(call, 1_150);
    ringing.hangUp();
    assertThat(call.awaitEnded(SOON)).isEqualTo("hung up by the other side");
  }

  @Test
  void a_call_that_is_given_up_while_it_rings_ends_at_both_phones() {
    SipPhone desk = asterisk.phone("412").answering(Answering.byHand());
    PhoneCall call = asterisk.phone("410").call("412").awaitRinging(SOON);
    PhoneCall ringing = desk.awaitCall(SOON);

    call.hangUp();

    assertThat(ringing.awaitEnded(SOON)).isEqualTo("cancelled by the other side");
    await().atMost(SOON).until(() -> asterisk.manager().channels().isEmpty());
  }

  @Test
  void a_blind_transfer_connects_the_other_two() {
    SipPhone called = asterisk.phone("411");
    SipPhone target = asterisk.phone("412");
    PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);
    asterisk.awaitTalking(call, SOON);

    call.refer("412");

    assertThat(asterisk.manager().await(e -> e.isEvent("BlindTransfer"), SOON).get("Result"))
        .isEqualTo("Success");
    PhoneCall transferred = target.awaitCall(SOON).awaitAnswered(SOON);
    awaitHearing(transferred, 500);
    awaitHearing(called.awaitCall(SOON), 700);
    call.awaitEnded(SOON);
  }

  @Test
  void an_attended_transfer_connects_the_parties_of_both_calls() {
    SipPhone first = asterisk.phone("411");
    SipPhone second = asterisk.phone("412");
    PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);
    asterisk.awaitTalking(call, SOON);
    call.hold();
    PhoneCall inquiry = asterisk.phone("410").call("412").awaitAnswered(SOON);
    assertThat(asterisk.manager().channelsOf("410")).hasSize(2);
    asterisk.awaitTalking(inquiry, SOON);

    call.referReplacing(inquiry);

    assertThat(asterisk.manager().await(e -> e.isEvent("AttendedTransfer"), SOON).get("Result"))
        .isEqualTo("Success");
    awaitHearing(second.awaitCall(SOON), 500);
    awaitHearing(first.awaitCall(SOON), 700);
    call.awaitEnded(SOON);
    inquiry.awaitEnded(SOON);
  }

  @Test
  void one_local_channel_stays_and_another_is_optimised_away() {
    asterisk.phone("411");
    asterisk.phone("410").call("611").awaitAnswered(SOON);
    assertThat(asterisk.manager().channels()).filteredOn(LiveChannel::isLocal).hasSize(2);
    asterisk.phone("412").call("612").awaitAnswered(SOON);

    await()
        .atMost(SOON)
        .until(
            () ->
                asterisk.manager().events().stream()
                    .anyMatch(e -> e.isEvent("LocalOptimizationEnd")));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(asterisk.manager().channels())
                    .filteredOn(LiveChannel::isLocal)
                    .hasSize(2));
  }

  @Test
  void the_products_user_may_record_and_look_and_nothing_else() {
    LiveChannel channel = asterisk.channelOf(asterisk.phone("410").call("601").awaitAnswered(SOON));
    ManagerUser user = asterisk.recorder();
    try (AmiTap tap = AmiTap.before(asterisk.managerPort());
        AmiClient client = AmiClient.login(tap.port(), user.name(), user.secret())) {
      client.succeed("Ping");
      client.succeed("CoreSettings");
      assertThat(client.channelOf("410")).isEqualTo(channel);
      AmiMessage started =
          client.succeed(
              "MixMonitor", "Channel", channel.name(), "File", "a.wav", "Options", "i(OURS)");
      assertThat(client.variable(channel, "OURS")).isEqualTo(started.get("MixMonitorID"));
      client.await("MixMonitorStart", channel, SOON);
      client.succeed(
          "StopMixMonitor", "Channel", channel.name(), "MixMonitorID", started.get("MixMonitorID"));
      client.await("MixMonitorStop", channel, SOON);
      assertThat(client.send("Command", "Command", "core show version").get("Message"))
          .isEqualTo("Permission denied");
      assertThat(client.send("Originate", "Channel", "Local/600@lab").get("Message"))
          .isEqualTo("Permission denied");

      assertThat(tap.actions("mixmonitor")).hasSize(1);
      assertThat(tap.actions("MixMonitor").getFirst().get("File")).isEqualTo("a.wav");
      assertThat(tap.actions("Hangup")).isEmpty();
    }
  }

  @Test
  void an_unwritable_spool_is_recorded_into_with_success_and_without_a_file() {
    AsteriskSettings settings =
        AsteriskSettings.of(version, folder.resolve("unwritable"))
            .withUnwritableSpool()
            .withSystemName("pbx-a");
    try (AsteriskLab unwritable = AsteriskLab.start(settings)) {
      LiveChannel channel =
          unwritable.channelOf(unwritable.phone("410").call("601").awaitAnswered(SOON));
      assertThat(channel.uniqueId()).startsWith("pbx-a-");

      unwritable.manager().succeed("MixMonitor", "Channel", channel.name(), "File", "a.wav");

      unwritable.manager().await("MixMonitorStart", channel, SOON);
      assertThat(Files.exists(unwritable.recordings())).isFalse();
    }
  }

  @Test
  void a_frozen_tap_holds_answers_back_and_a_cut_one_ends_the_line() {
    try (AmiTap tap = AmiTap.before(asterisk.managerPort());
        AmiClient client =
            AmiClient.login(tap.port(), asterisk.lab().name(), asterisk.lab().secret())) {
      tap.freeze();
      var asking = CompletableFuture.supplyAsync(() -> client.succeed("Ping"));
      assertThat(asking).failsWithin(Duration.ofMillis(300));
      assertThat(tap.actions("Ping")).isEmpty();
      tap.thaw();
      assertThat(asking).succeedsWithin(SOON);
      assertThat(tap.actions("Ping")).hasSize(1);

      tap.cut();
      assertThatExceptionOfType(LabFailure.class).isThrownBy(() -> client.succeed("Ping"));
    }
  }

  @Test
  void it_comes_back_at_the_same_place_after_a_crash() {
    int port = asterisk.managerPort();

    asterisk.kill();
    assertThatExceptionOfType(LabFailure.class)
        .isThrownBy(
            () -> AmiClient.login(port, asterisk.lab().name(), asterisk.lab().secret()).close());
    asterisk.restart();

    assertThat(asterisk.managerPort()).isEqualTo(port);
    asterisk.manager().succeed("Ping");
  }
}
