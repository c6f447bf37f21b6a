package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.response.ManagerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.UniqueId;

/** The link against a fake PBX. */
class AsteriskLinkIT {

  private static final String ONE = "1795419526.1";
  private static final String TWO = "1795419526.2";
  private static final String THREE = "1795419527.3";

  private static final int FLOOD = 100_000;
  private static final int BATCH = 1_000;
  private static final int QUEUE = 20_001;
  private static final Duration FLOODED = Duration.ofSeconds(60);

  /** What a full queue of events may take; all of the flood would take four times as much. */
  private static final long MOST_MEMORY = 100_000_000;

  private final FakeAmi ami = new FakeAmi();
  private final RecordedFeed feed = new RecordedFeed();
  private final AtomicInteger threads = new AtomicInteger();
  private AsteriskLink link = link(QuickBounds.usual());

  @AfterEach
  void close() {
    feed.goOn();
    link.close();
    ami.close();
  }

  @Test
  void after_the_log_in_every_channel_of_the_pbx_is_told_oldest_first() {
    ami.having("1795419526.10", "PJSIP/410-0000000a", ONE).having(ONE, "PJSIP/411-00000001");
    ami.having("pbx-a-1795419526.9", "PJSIP/412-00000009", ONE);

    startInSync();

    assertThat(feed.channelState().find(new LinkedId(ONE)))
        .extracting(channel -> channel.uniqueId().value())
        .containsExactly(ONE, "pbx-a-1795419526.9", "1795419526.10");
  }

  @Test
  void a_user_with_too_many_rights_is_told_of_once() {
    List<String> said = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(LinkSupervisor.class.getName());
    Filter ear =
        line -> {
          said.add(MessageFormat.format(line.getMessage(), line.getParameters()));
          return true;
        };
    logger.setFilter(ear);
    ami.answering("ListCommands", action -> FakeAmi.success(action, "Originate: Calls\r\n"));

    startInSync();
    ami.cut();
    awaitSyncs(2);

    logger.setFilter(null);
    assertThat(said)
        .filteredOn(line -> line.startsWith("self check"))
        .singleElement()
        .asString()
        .contains("recorder.pbx.a.user", "places calls and runs programs");
  }

  @Test
  void a_pbx_that_will_not_leave_events_out_is_understood_all_the_same() {
    ami.answering("Filter", action -> FakeAmi.error(action, "Permission denied"));

    startInSync();
    ami.say(FakeAmi.newchannel(ONE, "PJSIP/410-00000001"));

    awaitKnown(ONE);
    assertThat(ami.received("Filter")).hasSize(1);
  }

  @Test
  void an_event_is_told() {
    startInSync();

    ami.say(FakeAmi.newchannel(ONE, "PJSIP/410-00000001"));

    awaitKnown(ONE);
  }

  @Test
  void what_is_said_while_the_channels_are_listed_is_told_after_the_list() {
    ami.having(ONE, "PJSIP/410-00000001").having(TWO, "PJSIP/411-00000002");
    ami.answering(
        "CoreShowChannels",
        action ->
            FakeAmi.newchannel(THREE, "PJSIP/412-00000003")
                + ami.list(action)
                + FakeAmi.event("Hangup", FakeAmi.snapshot(TWO, "PJSIP/411-00000002", TWO, 6)));

    startInSync();

    awaitKnown(THREE);
    await().until(() -> !feed.knows(TWO));
    assertThat(feed.knows(ONE)).isTrue();
    assertThat(feed.told()).containsExactly("lost", "in sync with 2");
  }

  @Test
  void a_pbx_may_speak_byte_by_byte() {
    ami.slicing().having(ONE, "PJSIP/m\u00fcller-00000001");

    startInSync();
    ami.say(FakeAmi.newchannel(TWO, "PJSIP/gr\u00f6\u00dfe-00000002"));

    awaitKnown(TWO);
    assertThat(feed.channelState().find(new Extension("m\u00fcller"))).hasSize(1);
    assertThat(feed.channelState().find(new Extension("gr\u00f6\u00dfe"))).hasSize(1);
  }

  @Test
  void only_one_thread_tells() {
    startInSync();
    ami.say(FakeAmi.newchannel(ONE, "PJSIP/410-00000001"));
    awaitKnown(ONE);
    ami.cut();

    awaitSyncs(2);
    assertThat(feed.threads()).hasSize(1);
  }

  @Test
  void a_cut_link_is_made_again_and_what_was_missed_is_seen() {
    ami.having(ONE, "PJSIP/410-00000001");
    startInSync();

    ami.forget(ONE);
    ami.having(TWO, "PJSIP/411-00000002");
    ami.cut();

    awaitSyncs(2);
    assertThat(feed.told()).contains("lost");
    assertThat(feed.knows(ONE)).isFalse();
    assertThat(feed.knows(TWO)).isTrue();
    assertThat(link.state().reconnects()).isEqualTo(1);
    assertThat(link.state().lastError()).isPresent();
  }

  @Test
  void a_pbx_that_falls_silent_is_noticed_within_ten_seconds() {
    link = link(LinkLimits.USUAL);
    startInSync();

    ami.freeze();

    await().atMost(Duration.ofSeconds(10)).until(() -> !feed.believed());
    await().until(() -> !link.state().loggedIn());
    assertThat(link.state().lastError())
        .hasValueSatisfying(why -> assertThat(why).contains("ping"));
  }

  @Test
  void a_pbx_that_tells_events_but_answers_no_ping_is_borne_for_a_while_only() {
    ami.answering("Ping", action -> FakeAmi.newchannel(ONE, "PJSIP/410-00000001"));

    startInSync();

    await().until(() -> link.state().reconnects() > 0);
    assertThat(ami.received("Ping")).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void a_link_comes_back_when_a_silent_pbx_speaks_again() {
    startInSync();
    ami.freeze();
    await().until(() -> !feed.believed());

    ami.thaw();

    awaitSyncs(2);
  }

  @Test
  void an_action_without_a_response_ends_in_time_and_holds_up_no_other() {
    ami.answering("Getvar", action -> "");
    startInSync();

    CompletableFuture<Void> hanging =
        CompletableFuture.runAsync(() -> link.sender().ask(new GetVarAction("A", "B")));
    link.sender().ask(new PingAction());

    assertThat(hanging).isNotDone();
    assertThat(hanging)
        .failsWithin(Duration.ofSeconds(2))
        .withThrowableThat()
        .withCauseInstanceOf(PbxUnavailableException.class);
  }

  @Test
  void actions_beyond_those_in_flight_end_in_time_too() {
    ami.answering("Getvar", action -> "");
    startInSync();

    List<CompletableFuture<Void>> hanging =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> link.sender().ask(new GetVarAction("A", "B")),
                        run -> Thread.ofVirtual().start(run)))
            .toList();

    assertThat(hanging)
        .allSatisfy(
            one ->
                assertThat(one)
                    .failsWithin(Duration.ofSeconds(3))
                    .withThrowableThat()
                    .withCauseInstanceOf(PbxUnavailableException.class));
  }

  @Test
  void without_a_link_the_pbx_is_unavailable_at_once() {
    long begin = System.nanoTime();

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> link.sender().ask(new PingAction()));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LinkLimits.USUAL.answer());
  }

  @Test
  void a_caller_whose_link_is_cut_is_told_at_once() {
    link = link(LinkLimits.USUAL);
    startInSync();
    ami.answering(
        "Getvar",
        action -> {
          ami.cut();
          return "";
        });
    long begin = System.nanoTime();

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> link.sender().ask(new GetVarAction("A", "B")));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LinkLimits.USUAL.answer());
  }

  @Test
  void events_that_come_too_fast_are_counted_and_the_state_is_built_anew() {
    link = link(QuickBounds.queueing(50));
    startInSync();
    feed.stall();

    ami.having(ONE, "PJSIP/411-00000001"); // no event tells of it, only a new list
    IntStream.range(100, 400)
        .forEach(i -> ami.say(FakeAmi.newchannel("1795419528." + i, "PJSIP/410-" + i)));
    await().until(() -> link.state().droppedEvents() > 50);
    feed.goOn();

    awaitSyncs(2);
    assertThat(feed.told()).contains("lost");
    awaitKnown(ONE);
    assertThat(link.state().loggedIn()).isTrue();
    assertThat(ami.received("Login")).hasSize(1);
  }

  @Test
  void of_a_flood_every_event_is_told_or_counted_and_memory_stays_flat() {
    link.close();
    link = link(QuickBounds.patient(FLOODED));
    startInSync();
    feed.stall();
    long before = usedMemory();

    IntStream.range(0, FLOOD / BATCH)
        .forEach(
            i ->
                ami.say(
                    IntStream.range(0, BATCH)
                        .mapToObj(j -> FakeAmi.newchannel("17." + (i * BATCH + j), "PJSIP/410-1"))
                        .collect(Collectors.joining())));
    ami.say(FakeAmi.newchannel(ONE, "PJSIP/411-00000001"));
    await().atMost(FLOODED).until(() -> link.state().droppedEvents() >= FLOOD - QUEUE);
    assertThat(usedMemory() - before).isLessThan(MOST_MEMORY);
    ami.having(ONE, "PJSIP/411-00000001");
    feed.goOn();

    await().atMost(FLOODED).until(() -> wasInSync(2) && feed.knows(ONE));
    await().atMost(FLOODED).until(() -> link.state().droppedEvents() + feed.events() == FLOOD + 1);
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void after_an_unanswered_action_nobody_waits_until_the_pbx_speaks_again() {
    startInSync();
    ami.answering("GetVar", action -> "");
    GetVarAction question = new GetVarAction(ONE, "X");
    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> link.sender().ask(question));

    assertThatExceptionOfType(PbxUnavailableException.class)
        .isThrownBy(() -> link.sender().ask(question))
        .withMessageContaining("unanswered");

    assertThat(ami.received("GetVar")).as("it was not asked again").hasSize(1);
    ami.answeringAsUsual("GetVar");
    await()
        .ignoreExceptionsInstanceOf(PbxUnavailableException.class)
        .until(() -> link.sender().ask(question) != null);
  }

  @Test
  void a_refused_password_is_not_tried_again_soon_and_said() {
    link.close();
    link = new AsteriskLink(ami.pbx("a", "wrong"), feed, this::thread, QuickBounds.usual());

    link.start();

    await().until(() -> link.state().lastError().isPresent());
    assertThat(link.state().lastError())
        .hasValueSatisfying(
            why -> assertThat(why).contains("Authentication failed").doesNotContain("wrong"));
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(2))
        .until(() -> ami.received("Login").size() == 1);
  }

  @Test
  void a_manager_user_who_may_not_list_channels_is_said() {
    ami.answering("CoreShowChannels", action -> FakeAmi.error(action, "Permission denied"));

    link.start();

    await()
        .until(
            () ->
                link.state()
                    .lastError()
                    .filter(why -> why.contains("Permission denied"))
                    .isPresent());
    assertThat(feed.believed()).isFalse();
  }

  @Test
  void a_list_that_is_not_whole_is_not_believed() {
    ami.having(ONE, "PJSIP/410-00000001");
    ami.answering(
        "CoreShowChannels", action -> ami.list(action).replace("ListItems: 1", "ListItems: 2"));
    link.start();
    await().until(() -> link.state().reconnects() > 0);
    assertThat(feed.believed()).isFalse();

    ami.answeringAsUsual("CoreShowChannels");

    await().until(feed::believed);
  }

  @Test
  void a_pbx_that_stops_in_the_middle_of_its_list_is_asked_again() {
    ami.having(ONE, "PJSIP/410-00000001");
    ami.answering("CoreShowChannels", action -> FakeAmi.success(action, "EventList: start\r\n"));
    link.start();
    await().until(() -> !ami.received("CoreShowChannels").isEmpty());

    ami.answeringAsUsual("CoreShowChannels");

    await().until(feed::believed);
  }

  @Test
  void whoever_speaks_another_protocol_is_no_pbx() {
    ami.greeting("HTTP/1.1 400 Bad Request");

    link.start();

    await().until(() -> link.state().lastError().isPresent());
    assertThat(link.state().loggedIn()).isFalse();
  }

  @Test
  void broken_events_are_skipped_and_the_next_one_is_told() {
    startInSync();

    ami.say(FakeAmi.newchannel("", "PJSIP/410-00000001"));
    ami.say(FakeAmi.newchannel(TWO, "Message/ast_msg_queue"));
    ami.say(
        FakeAmi.event(
            "Newstate", "Uniqueid: " + ONE + "\r\nUniqueid: " + TWO + "\r\nChannelState: x\r\n"));
    ami.say("Event: Hangup\r\n\r\n\r\n\r\n");
    ami.say("Event: Hangup\r\nEvent: Hold\r\n\r\n");
    ami.say(": \r\n:::\r\nno colon\r\n\r\n");
    ami.say(FakeAmi.newchannel(ONE, "PJSIP/410-00000001"));

    awaitKnown(ONE);
    assertThat(feed.knows(TWO)).isFalse();
    assertThat(feed.told()).containsExactly("lost", "in sync with 0");
    assertThat(link.state().unreadableEvents()).isEqualTo(5);
  }

  // --- what whoever calls has written into the numbers of a call ---

  /** A channel's part of an event with that text in place of its number. */
  private static String numbered(String uniqueId, String name, String number) {
    return FakeAmi.snapshot(uniqueId, name, uniqueId, 6)
        .replace("CallerIDNum: 410", "CallerIDNum: " + number);
  }

  @Test
  void an_event_with_a_second_unique_id_is_not_believed_and_all_is_compared() {
    startInSync();
    ami.having(ONE, "PJSIP/410-00000001");

    ami.say(FakeAmi.event("Newstate", numbered(ONE, "PJSIP/410-00000001", "55\r\nUniqueid: 1.1")));

    awaitKnown(ONE);
    assertThat(feed.knows("1.1")).isFalse();
    assertThat(feed.doubted()).containsExactly("PJSIP/410-00000001");
    assertThat(link.state().unreadableEvents()).isEqualTo(1);
    assertThat(feed.told()).as("nothing else is doubted").containsExactly("lost", "in sync with 0");
  }

  @Test
  void what_is_forged_as_a_whole_is_told_as_what_it_says_and_the_rest_leads_to_a_comparison() {
    ami.having(ONE, "PJSIP/410-00000001").having(TWO, "PJSIP/411-00000002");
    startInSync();

    ami.say(
        FakeAmi.event(
            "Newstate",
            numbered(
                TWO,
                "PJSIP/411-00000002",
                "5\r\n\r\nEvent: Hangup\r\nChannel: PJSIP/410-00000001\r\nUniqueid: "
                    + ONE
                    + "\r\n\r\nX: y")));

    await().until(() -> feed.comparisons() > 0);
    assertThat(feed.knows(ONE)).as("the comparison has brought it back").isTrue();
    assertThat(link.state().unreadableEvents()).isEqualTo(2);
    assertThat(link.state().corrections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Event: Disconnect",
        "Event: Connect",
        "Event: ProtocolIdentifierReceived",
        "Event: CoreShowChannelsComplete\r\nListItems: 7",
        "Event: Shutdown\r\nShutdown: Cleanly",
        "Response: Success",
        "Response: Goodbye\r\nActionID: 1_1",
        "Response: Follows\r\nActionID: 1_1",
        "Asterisk Call Manager/9.9",
        "--END COMMAND--",
      })
  void nothing_that_a_caller_writes_is_taken_for_the_pbx_s_own_word(String forged) {
    startInSync();
    ami.having(ONE, "PJSIP/410-00000001");

    String number = "5\r\n\r\n" + forged + "\r\n\r\nX: y";
    ami.say(FakeAmi.event("Newchannel", numbered(ONE, "PJSIP/410-00000001", number)));

    awaitKnown(ONE);
    assertThat(link.sender().ask(new PingAction())).isNotInstanceOf(ManagerError.class);
    assertThat(link.state().reconnects()).isZero();
    assertThat(ami.received("Login")).hasSize(1);
  }

  @Test
  void a_channel_whose_part_of_the_list_cannot_be_read_is_asked_about_by_its_name() {
    ami.telling(ONE, numbered(ONE, "PJSIP/410-00000001", "55\r\nUniqueid: 1.1\r\nLinkedid: 1.1"));
    String name = "PJSIP/410-00000001";
    ami.variable(name, "UNIQUEID", ONE)
        .variable(ONE, "UNIQUEID", ONE)
        .variable(ONE, "CHANNEL", name);
    ami.variable(ONE, "CHANNEL(linkedid)", TWO).variable(ONE, "CHANNEL(state)", "Up");
    ami.variable(name, "BRIDGEPEER", "PJSIP/411-00000002");
    ami.variable("PJSIP/411-00000002", "BRIDGEPEER", name);

    startInSync();

    assertThat(feed.channelState().find(new UniqueId(ONE)))
        .hasValueSatisfying(
            channel -> {
              assertThat(channel.linkedId()).isEqualTo(new LinkedId(TWO));
              assertThat(channel.answered()).isTrue();
              assertThat(channel.bridge()).contains(name + ",PJSIP/411-00000002");
            });
    assertThat(feed.knows("1.1")).isFalse();
    assertThat(link.state().unreadableChannels()).isZero();
  }

  @Test
  void a_channel_of_which_nothing_can_be_read_is_counted() {
    ami.telling(ONE, "Channel: Local/5\r\nChannel: 5@x-1;1\r\nChannelState: 6\r\n");
    ami.having(TWO, "PJSIP/411-00000002");

    startInSync();

    assertThat(feed.channelState().size()).isEqualTo(1);
    assertThat(link.state().unreadableChannels()).isEqualTo(1);
  }

  @Test
  void a_line_without_an_end_ends_the_link_and_not_the_server() {
    startInSync();
    String chunk = "x".repeat(10_000);
    IntStream.range(0, 7).forEach(i -> ami.say(chunk));
    await().until(() -> link.state().reconnects() > 0);
    assertThat(link.state().lastError()).isPresent();
  }

  // --- comparisons ---

  @Test
  void what_no_event_has_told_is_seen_on_a_schedule() {
    link = link(QuickBounds.comparing(Duration.ofSeconds(1)));
    startInSync();
    ami.having(ONE, "PJSIP/410-00000001");
    awaitKnown(ONE);
    ami.forget(ONE);
    await().until(() -> !feed.knows(ONE));
    assertThat(link.state().corrections()).isEqualTo(2);
    assertThat(feed.told()).containsExactly("lost", "in sync with 0");
  }

  @Test
  void whoever_wants_to_be_sure_waits_for_a_comparison_that_has_begun_since() {
    startInSync();
    ami.having(ONE, "PJSIP/410-00000001");
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              link.refresh();
              return feed.knows(ONE);
            });
    int compared = feed.comparisons();
    IntStream.range(0, 50).forEach(i -> link.refresh());
    assertThat(feed.comparisons()).as("one list serves many").isLessThanOrEqualTo(compared + 1);
  }

  @Test
  void a_pbx_that_does_not_answer_holds_nobody_up_who_wants_to_be_sure() {
    startInSync();
    ami.answering("CoreShowChannels", action -> "");
    long begin = System.nanoTime();
    link.refresh();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whoever_waits_in_one_bridge_is_listed_as_talking_to_nobody() {
    ami.telling(ONE, FakeAmi.snapshot(ONE, "PJSIP/410-00000001", ONE, 6) + "BridgeId: the-lot\r\n");
    ami.telling(
        TWO, FakeAmi.snapshot(TWO, "PJSIP/411-00000002", TWO, 6) + "BridgeId: the-talk\r\n");

    startInSync();

    assertThat(feed.channelState().find(new UniqueId(ONE)).orElseThrow().bridge()).isEmpty();
    assertThat(feed.channelState().find(new UniqueId(TWO)).orElseThrow().bridge())
        .contains("the-talk");
  }

  @Test
  void the_link_outlives_any_bytes() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    startInSync();

    IntStream.range(0, 300).forEach(i -> ami.say(garbage(random)));
    ami.say("\r\n\r\n");
    ami.having(ONE, "PJSIP/410-00000001");
    ami.say(FakeAmi.newchannel(ONE, "PJSIP/410-00000001"));

    awaitKnown(ONE);
  }

  private static String garbage(Random random) {
    String alphabet = "Event: Newchannel\r\n:Uniqueid\0\u001b\u00e4 0.1,\r\n\r\nActionID: Response";
    StringBuilder text = new StringBuilder();
    IntStream.range(0, random.nextInt(200))
        .forEach(i -> text.append(alphabet.charAt(random.nextInt(alphabet.length()))));
    return text.toString();
  }

  @Test
  void an_application_that_fails_on_an_event_is_told_the_next_one() {
    startInSync();
    feed.failing(true);
    ami.say(FakeAmi.newchannel(ONE, "PJSIP/410-00000001"));
    await().until(() -> feed.events() > 0);

    feed.failing(false);
    ami.say(FakeAmi.newchannel(TWO, "PJSIP/411-00000002"));

    awaitKnown(TWO);
  }

  @Test
  void a_closed_link_logs_off_and_leaves_no_thread_behind() {
    startInSync();

    link.close();

    assertThat(ami.received("Logoff")).hasSize(1);
    assertThat(feed.believed()).isFalse();
    await().untilAsserted(() -> assertThat(threadsOfLinks()).isEmpty());
  }

  @Test
  void a_link_closes_while_it_is_being_made() {
    ami.greeting("");
    link.start();
    await().until(() -> threads.get() > 0);

    link.close();

    await().untilAsserted(() -> assertThat(threadsOfLinks()).isEmpty());
  }

  @Test
  void a_lost_link_leaves_no_thread_behind() {
    startInSync();
    IntStream.range(2, 6)
        .forEach(
            syncs -> {
              ami.cut();
              awaitSyncs(syncs);
            });

    await()
        .untilAsserted(
            () ->
                assertThat(threadsOfLinks())
                    .hasSize(5)); // ours, and reader and pump of one session
  }

  private static List<String> threadsOfLinks() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("link-") || name.startsWith("Asterisk-Java"))
        .toList();
  }

  @Test
  void a_renamed_channel_is_found_by_its_new_name() {
    ami.having(ONE, "PJSIP/410-00000001");
    startInSync();

    ami.say(
        FakeAmi.event(
            "Rename",
            "Channel: PJSIP/410-00000001\r\nNewname: PJSIP/499-00000002\r\nUniqueid: "
                + ONE
                + "\r\n"));

    await()
        .until(
            () ->
                feed.channelState()
                    .find(new UniqueId(ONE))
                    .map(Channel::name)
                    .orElseThrow()
                    .value()
                    .endsWith("00000002"));
  }

  private AsteriskLink link(LinkLimits bounds) {
    return new AsteriskLink(ami.pbx("a"), feed, this::thread, bounds);
  }

  private Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("link-" + threads.incrementAndGet()).unstarted(work);
  }

  private void startInSync() {
    link.start();
    await().until(() -> feed.believed() && link.state().inSync());
  }

  private void awaitSyncs(int syncs) {
    await().until(() -> wasInSync(syncs));
  }

  private boolean wasInSync(int syncs) {
    return feed.told().stream().filter(told -> told.startsWith("in sync")).count() >= syncs
        && link.state().inSync();
  }

  private void awaitKnown(String uniqueId) {
    await().until(() -> feed.knows(uniqueId));
  }
}
