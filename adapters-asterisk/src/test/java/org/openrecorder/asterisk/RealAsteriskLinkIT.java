package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.action.MixMonitorAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.ExtensionRules;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.lab.asterisk.AsteriskLab;
import org.openrecorder.lab.asterisk.AsteriskVersion;
import org.openrecorder.lab.asterisk.ManagerUser;
import org.openrecorder.lab.phone.Answering;
import org.openrecorder.lab.phone.PhoneCall;

/** The live channel state that the link gives of calls on a real Asterisk. */
@ParameterizedClass
@EnumSource(AsteriskVersion.class)
class RealAsteriskLinkIT {

  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final AsteriskVersion version;
  private final RecordedFeed feed = new RecordedFeed();
  private AsteriskLab asterisk;
  private AsteriskLink link;

  RealAsteriskLinkIT(AsteriskVersion version) {
    this.version = version;
  }

  @BeforeEach
  void start() {
    asterisk = AsteriskLab.start(version, folder.resolve("asterisk"));
    link =
        new AsteriskLink(
            RealPbx.of(asterisk, new PbxName("a")),
            feed,
            Duration.ofSeconds(1),
            work -> Thread.ofPlatform().unstarted(work));
  }

  @AfterEach
  void stop() {
    link.close();
    asterisk.close();
  }

  @Test
  void what_else_a_user_may_do_is_told_by_the_pbx() throws Exception {
    assertThat(beyondRecording(asterisk.recorder())).isEmpty();
    assertThat(beyondRecording(asterisk.lab()))
        .containsExactly(
            "places calls and runs programs", "runs console commands", "changes the configuration");
  }

  private List<String> beyondRecording(ManagerUser user) throws Exception {
    AsteriskPbx pbx =
        new AsteriskPbx(
            new PbxName("a"),
            "127.0.0.1",
            asterisk.managerPort(),
            user.name(),
            user.secret(),
            "/",
            ExtensionRules.NONE);
    AmiSession session = new AmiSession(pbx, LinkLimits.USUAL, (from, event) -> {});
    try {
      session.open();
      return ManagerPrivileges.beyondRecording(
          session.sendAction(new ListCommandsAction()).getAttributes().keySet());
    } finally {
      session.leave();
      session.awaitThreads();
    }
  }

  @Test
  void of_a_recorded_call_nothing_is_sent_that_means_nothing_here() throws Exception {
    AsteriskPbx pbx = RealPbx.of(asterisk, new PbxName("a"));
    List<String> few = new CopyOnWriteArrayList<>();
    AmiSession filtered =
        new AmiSession(pbx, LinkLimits.USUAL, (from, event) -> few.add(event.name()));
    asterisk.manager().forgetEvents();
    try {
      filtered.open();
      filtered.hearOnly(AmiEventTranslator.WHAT_MATTERS);
      asterisk.phone("411");
      PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);
      String channel = asterisk.awaitTalking(call, SOON).uniqueId();
      String file = asterisk.recordings().resolve("filtered.wav").toString();
      filtered.sendAction(new MixMonitorAction(channel, file));
      call.hold();
      await().until(() -> few.contains("Hold"));
      call.resume();
      await().until(() -> few.contains("Unhold"));
      filtered.sendAction(new StopMixMonitorAction(channel));
      await().until(() -> few.contains("MixMonitorStop"));
      call.hangUp();
      await().atMost(SOON).until(() -> few.stream().filter("Hangup"::equals).count() == 2);
    } finally {
      filtered.leave();
      filtered.awaitThreads();
    }
    List<String> all =
        asterisk.manager().events().stream().map(event -> event.get("Event")).toList();
    assertThat(few).isEqualTo(all.stream().filter(AmiEventTranslator.NAMES::contains).toList());
    assertThat(all).hasSizeGreaterThan(few.size() + few.size() / 4);
  }

  @Test
  void a_call_is_seen_from_ringing_to_its_end() {
    startInSync();
    asterisk.phone("411").answering(Answering.byHand());
    PhoneCall call = asterisk.phone("410").call("411").awaitRinging(SOON);
    PhoneCall ringing = asterisk.phone("411").awaitCall(SOON);
    await().until(() -> is("411", channel -> channel.direction() == Direction.INBOUND));
    assertThat(only("410").direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(only("411").answered()).isFalse();

    ringing.answer();

    await().until(() -> is("411", Channel::bridged) && is("410", Channel::bridged));
    assertThat(only("410").answered()).isTrue();
    assertThat(only("411").bridge()).isEqualTo(only("410").bridge());
    assertThat(only("411").linkedId()).isEqualTo(only("410").linkedId());
    await().until(() -> is("411", channel -> channel.connectedNumber().equals("410")));

    assertThat(only("410").callerNumber()).isEqualTo("410");

    call.hangUp();

    await().until(() -> feed.channelState().size() == 0);
  }

  @Test
  void a_telephone_that_holds_is_seen_holding() {
    startInSync();
    asterisk.phone("411");
    PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);

    call.hold();
    await().until(() -> is("410", Channel::onHold));
    call.resume();
    await().until(() -> is("410", channel -> !channel.onHold()));
  }

  @Test
  void calls_that_were_there_before_are_seen() {
    asterisk.phone("411");
    asterisk.phone("410").call("411").awaitAnswered(SOON);
    await()
        .until(
            () -> asterisk.manager().channels().stream().allMatch(channel -> channel.isBridged()));

    startInSync();

    assertThat(only("410").answered()).isTrue();
    assertThat(only("410").bridge()).isPresent().isEqualTo(only("411").bridge());
    assertThat(feed.channelState().find(only("410").linkedId()))
        .extracting(channel -> channel.extension().orElseThrow().value())
        .containsExactly("410", "411");
  }

  @Test
  void the_survivors_of_an_attended_transfer_become_one_call() {
    startInSync();
    asterisk.phone("411");
    asterisk.phone("412");
    PhoneCall first = asterisk.phone("410").call("411").awaitAnswered(SOON);
    PhoneCall second = asterisk.phone("410").call("412").awaitAnswered(SOON);
    await()
        .until(
            () -> of("410").size() == 2 && !only("411").linkedId().equals(only("412").linkedId()));

    first.referReplacing(second);

    await().until(() -> of("410").isEmpty());
    await().until(() -> only("411").linkedId().equals(only("412").linkedId()));
    assertThat(only("411").bridge()).isPresent().isEqualTo(only("412").bridge());
  }

  @Test
  void an_asterisk_that_dies_and_comes_back_is_seen() {
    startInSync();
    asterisk.phone("410").call("600").awaitAnswered(SOON);
    await().until(() -> of("410").size() == 1);

    asterisk.kill();
    await().until(() -> !feed.believed());
    asterisk.restart();

    await().atMost(Duration.ofSeconds(20)).until(feed::believed);
    assertThat(feed.channelState().size()).isZero();
    assertThat(link.state().reconnects()).isEqualTo(1);
  }

  @Test
  void an_asterisk_that_stands_still_is_noticed_and_seen_again_when_it_goes_on() {
    startInSync();

    asterisk.freeze();

    await().atMost(Duration.ofSeconds(10)).until(() -> !feed.believed());
    asterisk.thaw();
    await().atMost(Duration.ofSeconds(20)).until(feed::believed);
  }

  @Test
  void the_pbx_tells_of_one_channel_what_its_events_tell() {
    startInSync();
    asterisk.phone("411");
    PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);
    await().until(() -> is("411", Channel::bridged) && is("410", Channel::bridged));
    Channel known = only("410");

    Channel told = known.going(Direction.UNKNOWN);
    assertThat(link.inspector().find(known.uniqueId())).contains(told);
    assertThat(link.inspector().find(known.name())).contains(told);
    assertThat(link.inspector().confirm(known).confirmed()).isTrue();
    assertThat(link.inspector().confirm(known.up(false)).confirmed()).isFalse();
    assertThat(link.inspector().confirm(known.held(true)).confirmed()).isTrue();
    assertThat(link.inspector().confirm(known.ofCall(new LinkedId("1.1"))).confirmed()).isFalse();
    call.hold();
    await().until(() -> is("410", Channel::onHold));
    assertThat(link.inspector().find(known.uniqueId()).orElseThrow().onHold()).isFalse();

    call.hangUp();

    await().until(() -> feed.channelState().size() == 0);
    assertThat(link.inspector().find(known.uniqueId())).isEmpty();
    assertThat(link.inspector().find(known.name())).isEmpty();
    assertThat(link.inspector().confirm(known).confirmed()).isFalse();
  }

  @Test
  void a_telephone_that_rings_is_not_confirmed_as_answered() {
    startInSync();
    asterisk.phone("411").answering(Answering.byHand());
    PhoneCall unused = asterisk.phone("410").call("411").awaitRinging(SOON);
    await().until(() -> is("411", channel -> channel.direction() == Direction.INBOUND));
    Channel ringing = only("411");
    assertThat(link.inspector().confirm(ringing).confirmed()).isTrue();
    assertThat(link.inspector().confirm(ringing.answer()).confirmed()).isFalse();
  }

  @Test
  void without_any_event_a_comparison_sees_what_is_up_and_what_is_not() {
    startInSync();
    asterisk.phone("411");
    PhoneCall call = asterisk.phone("410").call("411").awaitAnswered(SOON);
    await().until(() -> is("410", Channel::bridged));
    feed.channelState().replaceWith(List.of());

    await().until(() -> is("410", Channel::bridged) && is("411", Channel::bridged));
    call.hangUp();
    await().until(() -> feed.channelState().size() == 0);
  }

  private void startInSync() {
    link.start();
    await().until(() -> feed.believed() && link.state().inSync());
  }

  private List<Channel> of(String extension) {
    return feed.channelState().find(new Extension(extension));
  }

  private boolean is(String extension, Predicate<Channel> state) {
    return of(extension).stream().anyMatch(state);
  }

  private Channel only(String extension) {
    return of(extension).stream().findFirst().orElseThrow();
  }
}
