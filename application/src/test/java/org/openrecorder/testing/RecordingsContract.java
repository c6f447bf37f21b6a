package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrecorder.testing.CallBuilder.aCall;
import static org.openrecorder.testing.RecordingBuilder.aRecording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.ConcurrentChangeException;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.Checksum;
import org.openrecorder.domain.recording.FollowRule;
import org.openrecorder.domain.recording.MixMonitorId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.domain.recording.RecordingSegment;
import org.openrecorder.domain.recording.RecordingState;
import org.openrecorder.domain.recording.RecordingState.EndedWithoutAudio;
import org.openrecorder.domain.recording.StoredAudio;

/** What every store of {@link Recordings} keeps. */
public interface RecordingsContract {

  Instant BEGUN = Instant.parse("2026-11-23T08:00:07.000001Z");
  Instant OVER = Instant.parse("2026-11-23T08:05:07.999999Z");
  int MANY = 50;

  Recordings.Filter ANYTHING =
      new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty());

  Recordings recordings();

  CallRecords calls();

  /** Stores a call. */
  default CallRecord stored(CallRecord call) {
    calls().save(call);
    return call;
  }

  /** Stores a recording. */
  default RecordingSegment stored(RecordingSegment segment) {
    recordings().add(segment);
    return segment;
  }

  /** The recording as it is stored now. */
  default RecordingSegment found(RecordingSegment segment) {
    return recordings().find(segment.id()).orElseThrow().segment();
  }

  static List<RecordingSegment> recordingsOf(Page<RecordingWithCall> page) {
    return page.items().stream().map(RecordingWithCall::segment).toList();
  }

  // -- one recording

  @Test
  default void a_recording_is_found_with_its_call() {
    CallRecord call = stored(aCall("100.1").tagged("ORDER-1").build());
    RecordingSegment segment = stored(aRecording(1, call).build());
    assertThat(found(segment)).isEqualTo(segment);
    assertThat(recordings().find(segment.id()).map(RecordingWithCall::call)).hasValue(call);
    assertThat(recordings().find(segment.id()).orElseThrow().furtherSegments()).isEmpty();
  }

  @Test
  default void an_id_that_was_never_given_finds_nothing() {
    assertThat(recordings().find(new RecordingId(new UUID(1, 2)))).isEmpty();
  }

  @Test
  default void a_recording_of_a_call_that_is_not_stored_is_not_stored() {
    RecordingSegment segment = aRecording(1, aCall("100.1").build()).build();
    assertThatThrownBy(() -> recordings().add(segment)).isInstanceOf(RuntimeException.class);
    assertThat(recordings().find(segment.id())).isEmpty();
  }

  static Stream<RecordingState> states() {
    StoredAudio audio =
        new StoredAudio(
            "2026/11/23/a.wav",
            5_000_000_044L,
            new Checksum("0123abcd".repeat(8)),
            Duration.ofNanos(1_500_125_000));
    return Stream.of(
        new RecordingState.Requested(),
        new RecordingState.InProgress(BEGUN, new MixMonitorId("0x7f00c8001234")),
        new RecordingState.Cancelling(OVER, "the PBX did not answer"),
        new RecordingState.Finalising(BEGUN, OVER),
        new RecordingState.Archived(BEGUN, OVER, audio, Optional.empty()),
        new RecordingState.Archived(
            BEGUN, OVER, audio, Optional.of("the sizes were never written")),
        new EndedWithoutAudio(
            EndedWithoutAudio.Kind.EMPTY, Optional.empty(), OVER, "the PBX recorded no audio"),
        new EndedWithoutAudio(
            EndedWithoutAudio.Kind.DAMAGED, Optional.of(BEGUN), OVER, "no header"),
        new EndedWithoutAudio(
            EndedWithoutAudio.Kind.FAILED,
            Optional.empty(),
            OVER,
            "the PBX said \"no\" — 'drop table'; \\"));
  }

  @ParameterizedTest
  @MethodSource("states")
  default void each_state_is_found_as_it_was_added(RecordingState state) {
    RecordingSegment segment =
        stored(aRecording(1, stored(aCall("100.1").build())).in(state).build());
    assertThat(found(segment)).isEqualTo(segment);
  }

  @ParameterizedTest
  @MethodSource("states")
  default void each_state_is_found_as_it_was_saved(RecordingState state) {
    CallRecord call = stored(aCall("100.1").build());
    stored(aRecording(1, call).build());
    RecordingSegment changed = aRecording(1, call).in(state).build();
    recordings().saveState(changed);
    assertThat(found(changed)).isEqualTo(changed);
  }

  @Test
  default void a_state_is_not_stored_over_one_that_comes_after_it() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment ended =
        stored(aRecording(1, call).in(new RecordingState.Finalising(BEGUN, OVER)).build());
    List<RecordingState> earlier =
        List.of(
            new RecordingState.Requested(),
            new RecordingState.Cancelling(OVER, "no answer"),
            new RecordingState.InProgress(BEGUN, new MixMonitorId("0x1")));
    for (RecordingState before : earlier) {
      RecordingSegment late = aRecording(1, call).in(before).build();
      assertThatThrownBy(() -> recordings().saveState(late))
          .as(before.name())
          .isInstanceOf(ConcurrentChangeException.class);
    }
    assertThat(found(ended)).isEqualTo(ended);
    recordings().saveState(ended);
    assertThat(found(ended)).as("the same once more").isEqualTo(ended);
  }

  @Test
  default void what_was_cancelled_never_begins() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingState cancelled = new RecordingState.Cancelling(OVER, "no answer");
    RecordingSegment stored = stored(aRecording(1, call).in(cancelled).build());
    RecordingState begun = new RecordingState.InProgress(BEGUN, new MixMonitorId("0x1"));
    RecordingSegment late = aRecording(1, call).in(begun).build();
    assertThatThrownBy(() -> recordings().saveState(late))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(found(stored)).isEqualTo(stored);
  }

  @Test
  default void saving_the_state_leaves_the_flags_as_they_are_stored() {
    CallRecord call = stored(aCall("100.1").build());
    stored(aRecording(1, call).withFlags(true, true).build());
    recordings()
        .saveState(aRecording(1, call).in(new RecordingState.Finalising(BEGUN, OVER)).build());
    assertThat(found(aRecording(1, call).build()))
        .isEqualTo(
            aRecording(1, call)
                .in(new RecordingState.Finalising(BEGUN, OVER))
                .withFlags(true, true)
                .build());
  }

  @Test
  default void saving_one_flag_leaves_all_else_as_it_is_stored() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingState running = new RecordingState.InProgress(BEGUN, new MixMonitorId("0x1"));
    RecordingSegment stored = stored(aRecording(1, call).in(running).build());
    recordings().saveDeleted(stored.id());
    assertThat(found(stored))
        .isEqualTo(aRecording(1, call).in(running).withFlags(false, true).build());
    recordings().savePrivate(stored.id(), true);
    assertThat(found(stored))
        .isEqualTo(aRecording(1, call).in(running).withFlags(true, true).build());
    recordings().savePrivate(stored.id(), false);
    assertThat(found(stored))
        .isEqualTo(aRecording(1, call).in(running).withFlags(false, true).build());
  }

  @Test
  default void how_a_recording_follows_its_call_is_kept() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment stored = stored(aRecording(1, call).following(FollowRule.ANY_PHONE).build());
    assertThat(found(stored)).isEqualTo(stored);
    recordings().saveWaiting(stored.id());
    assertThat(found(stored).following()).isEqualTo(new FollowRule(true, true, Optional.empty()));
    recordings().endWaiting(stored.id());
    assertThat(found(stored)).isEqualTo(stored);
  }

  @Test
  default void a_conversation_ends_for_what_was_recorded_on_its_channel_and_is_not_over_yet() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment one = stored(aRecording(1, call).build());
    RecordingSegment other = stored(aRecording(2, stored(aCall("200.1").build())).build());
    Instant over = OVER.plusSeconds(60);

    recordings().saveConversationOver(call.key(), one.uniqueId(), Optional.of(over), OVER);
    assertThat(found(one).following().conversationOver()).contains(over);
    assertThat(found(other).following().conversationOver()).isEmpty();
    recordings().saveConversationOver(call.key(), one.uniqueId(), Optional.empty(), OVER);
    assertThat(found(one).following().conversationOver()).as("it goes on").isEmpty();

    recordings().saveConversationOver(call.key(), one.uniqueId(), Optional.of(OVER), OVER);
    Optional<Instant> later = Optional.of(OVER.plusSeconds(1));
    recordings().saveConversationOver(call.key(), one.uniqueId(), later, OVER);
    recordings().saveConversationOver(call.key(), one.uniqueId(), Optional.empty(), OVER);
    assertThat(found(one).following().conversationOver()).as("it was over").contains(OVER);
    recordings().saveConversationOver(call.key(), new UniqueId("9.9"), later, OVER);
    assertThat(found(one).following().conversationOver()).contains(OVER);
  }

  @Test
  default void the_state_of_an_unknown_recording_cannot_be_saved() {
    RecordingSegment unknown = aRecording(9, stored(aCall("100.1").build())).build();
    assertThatThrownBy(() -> recordings().saveState(unknown))
        .isInstanceOf(IllegalStateException.class);
  }

  // -- time

  /** The hours that summer time skips and repeats, the 29th of February, the end of a year. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29T01:30:00Z",
    "Europe/Berlin, 2026-10-25T00:30:00.123456Z",
    "Europe/Berlin, 2026-10-25T01:30:00.123456Z",
    "America/St_Johns, 2026-03-08T05:45:00Z",
    "Pacific/Apia, 2028-02-29T10:30:00Z",
    "Pacific/Kiritimati, 2028-12-31T23:59:59.999999Z"
  })
  default void a_time_is_that_time_wherever_the_server_stands(String zone, Instant then) {
    TimeZone before = TimeZone.getDefault();
    CallRecord call = stored(aCall("100.1").build());
    RecordingState over = new RecordingState.Finalising(then, then.plusSeconds(3_600));
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      stored(aRecording(1, call).in(over).build());
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      assertThat(found(aRecording(1, call).build()))
          .isEqualTo(aRecording(1, call).in(over).build());
    } finally {
      TimeZone.setDefault(before);
    }
  }

  // -- those that are not over

  @Test
  default void open_are_those_with_which_the_pbx_may_be_busy_oldest_first() {
    CallRecord call = stored(aCall("100.1").build());
    List<RecordingState> all = states().toList();
    for (int i = 0; i < all.size(); i++) {
      stored(aRecording(i, call).in(all.get(i)).build());
    }
    List<RecordingSegment> open =
        List.of(
            aRecording(0, call).in(all.get(0)).build(),
            aRecording(1, call).in(all.get(1)).build(),
            aRecording(2, call).in(all.get(2)).build());
    assertThat(recordings().openIn(call.key())).isEqualTo(open);
    assertThat(recordings().openOn(call.key().pbx())).isEqualTo(open);
  }

  @Test
  default void finalising_are_those_whose_audio_is_on_its_way_oldest_first() {
    CallRecord one = stored(aCall("100.1").build());
    CallRecord other = stored(aCall("100.1").on("pbx-2").build());
    RecordingState finalising = new RecordingState.Finalising(BEGUN, OVER);
    stored(aRecording(1, one).build());
    RecordingSegment first = stored(aRecording(2, one).in(finalising).build());
    RecordingSegment second = stored(aRecording(3, other).in(finalising).build());
    assertThat(recordings().finalising()).containsExactly(first, second);
  }

  @Test
  default void those_that_wait_to_go_on_are_found_while_their_call_lasts_until_they_need_not() {
    CallRecord one = stored(aCall("100.1").build());
    CallRecord other = stored(aCall("200.1").build());
    CallRecord elsewhere = stored(aCall("100.1").on("pbx-2").build());
    RecordingState ended = new RecordingState.Finalising(BEGUN, OVER);
    RecordingSegment first = stored(aRecording(1, one).in(ended).build());
    RecordingSegment second = stored(aRecording(2, other).in(ended).build());
    stored(aRecording(3, one).in(ended).build());
    RecordingSegment remote = stored(aRecording(4, elsewhere).in(ended).build());
    List.of(first, second, remote).forEach(left -> recordings().saveWaiting(left.id()));
    assertThat(recordings().waitingOn(one.key().pbx()))
        .containsExactly(waiting(first), waiting(second));
    RecordingSegment kept = aRecording(1, one).in(states().toList().get(4)).build();
    recordings().saveState(kept);
    assertThat(recordings().waitingOn(one.key().pbx()))
        .containsExactly(waiting(kept), waiting(second));
    recordings().endWaiting(one.key());
    assertThat(recordings().waitingOn(one.key().pbx())).containsExactly(waiting(second));
    assertThat(recordings().waitingOn(new PbxName("pbx-2"))).containsExactly(waiting(remote));
    calls().save(other.ended(OVER));
    assertThat(recordings().waitingOn(one.key().pbx())).isEmpty();
  }

  @Test
  default void of_what_has_gone_on_already_it_stays_known_that_it_had_waited() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingState ended = new RecordingState.Finalising(BEGUN, OVER);
    RecordingSegment first = stored(aRecording(1, call).in(ended).build());
    RecordingSegment segment = stored(aRecording(2, call).continuing(first).in(ended).build());
    RecordingSegment last = stored(aRecording(3, call).continuing(first).in(ended).build());
    RecordingSegment alone = stored(aRecording(4, call).in(ended).build());
    List.of(first, segment, last, alone).forEach(left -> recordings().saveWaiting(left.id()));
    recordings().endWaiting(call.key());
    assertThat(recordings().waitingOn(call.key().pbx()))
        .containsExactly(waiting(first), waiting(segment));
  }

  /** The same, which waits. */
  private static RecordingSegment waiting(RecordingSegment segment) {
    return segment.following(new FollowRule(false, true, Optional.empty()));
  }

  @Test
  default void further_legs_are_found_with_their_recording_and_listed_nowhere_else() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment first = stored(aRecording(1, call).build());
    RecordingSegment other = stored(aRecording(2, call).build());
    RecordingSegment segment = stored(aRecording(3, call).continuing(first).build());
    RecordingSegment next = stored(aRecording(4, call).continuing(first).build());
    assertThat(recordings().segments(List.of(first.id(), other.id())))
        .containsExactly(segment, next);
    assertThat(recordings().segments(List.of(other.id()))).isEmpty();
    assertThat(recordings().segments(List.of())).isEmpty();
    assertThat(found(segment)).isEqualTo(segment);
    assertThat(recordings().openIn(call.key())).containsExactly(first, other, segment, next);
    Page<RecordingWithCall> all = recordings().search(ANYTHING, Optional.empty(), MANY);
    assertThat(recordingsOf(all)).containsExactly(other, first);
    assertThat(all.items().getLast().mayHaveFurtherSegments()).isTrue();
    assertThat(recordings().withSegments(all).items())
        .extracting(RecordingWithCall::furtherSegments)
        .containsExactly(List.of(), List.of(segment, next));
    Page<RecordingWithCall> ofCall =
        recordings().ofCall(call.key().linkedId(), Optional.empty(), MANY);
    assertThat(recordingsOf(ofCall)).containsExactly(other, first);
    CallRecords.Filter any =
        new CallRecords.Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(calls().search(any, Optional.empty(), MANY).items())
        .extracting(CallRecords.Entry::recordings)
        .containsExactly(List.of(first.id(), other.id()));
  }

  @Test
  default void each_state_is_counted_available_by_itself() {
    CallRecord call = stored(aCall("100.1").build());
    assertThat(recordings().counts()).isEmpty();
    assertThat(recordings().available()).isZero();
    List<RecordingState> all = Stream.concat(states(), states()).toList();
    for (int i = 0; i < all.size(); i++) {
      stored(aRecording(i, call).in(all.get(i)).build());
    }
    Map<String, Long> expected =
        all.stream()
            .map(RecordingState::name)
            .filter(name -> !name.equals("available"))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(recordings().counts()).isEqualTo(expected);
    assertThat(recordings().available()).isEqualTo(2);
  }

  @Test
  default void kept_are_those_whose_audio_is_in_the_archive_newest_first_and_in_pages() {
    CallRecord call = stored(aCall("100.1").build());
    List<RecordingState> all = states().toList();
    List<RecordingSegment> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      RecordingSegment one = stored(aRecording(i, call).in(all.get(i)).build());
      if (one.state().audio().isPresent()) {
        kept.addFirst(one);
      }
    }
    Page<RecordingSegment> first = recordings().archived(Optional.empty(), 1);
    Page<RecordingSegment> second = recordings().archived(first.next(), 1);
    assertThat(first.items()).containsExactly(kept.getFirst());
    assertThat(second.items()).containsExactly(kept.getLast());
    assertThat(second.next()).isEmpty();
    assertThat(kept).hasSize(2);
  }

  @Test
  default void known_are_those_that_are_stored_whatever_became_of_them() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment one = stored(aRecording(1, call).withFlags(true, true).build());
    RecordingSegment never = aRecording(9, call).build();
    assertThat(recordings().known(List.of(one.id(), never.id()))).containsExactly(one.id());
    assertThat(recordings().known(List.of())).isEmpty();
  }

  @Test
  default void calls_of_two_pbxs_with_equal_linked_ids_are_two() {
    CallRecord one = stored(aCall("100.1").build());
    CallRecord other = stored(aCall("100.1").on("pbx-2").build());
    stored(aRecording(1, one).build());
    RecordingSegment requested = stored(aRecording(2, other).build());
    assertThat(recordings().openIn(other.key())).containsExactly(requested);
    assertThat(recordings().openOn(new PbxName("pbx-2"))).containsExactly(requested);
  }

  // -- searching

  @Test
  default void a_tag_finds_its_recordings_newest_first() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment older = stored(aRecording(1, call).tagged("A").build());
    stored(aRecording(2, call).tagged("B").build());
    RecordingSegment newer = stored(aRecording(3, call).tagged("A").build());
    Page<RecordingWithCall> page =
        recordings().search(Recordings.Filter.byTag(new Tag("A")), Optional.empty(), 10);
    assertThat(recordingsOf(page)).containsExactly(newer, older);
    assertThat(page.next()).isEmpty();
  }

  static Stream<String> strange_tags() {
    return Stream.of(
        "%",
        "_",
        "100%_\\",
        "'; drop table recording; --",
        "\" or 1=1",
        ":tag",
        "?1",
        "${jndi:ldap://x}",
        "{fn now()}",
        " leading and trailing ",
        "ORDER-1 ",
        "order-1",
        "Žluťoučký kůň",
        "日本語",
        "e\u0301",
        "\u00e9",
        "😀".repeat(Tag.MOST),
        "x".repeat(Tag.MOST));
  }

  @ParameterizedTest
  @MethodSource("strange_tags")
  default void every_character_of_a_tag_means_itself(String text) {
    CallRecord call = stored(aCall("100.1").tagged(text).build());
    RecordingSegment requested = stored(aRecording(1, call).tagged(text).build());
    stored(aRecording(2, call).tagged("ORDER-1").build());
    stored(aRecording(3, call).tagged("y").build());
    assertThat(
            recordingsOf(
                recordings().search(Recordings.Filter.byTag(new Tag(text)), Optional.empty(), 10)))
        .containsExactly(requested);
    assertThat(found(requested)).isEqualTo(requested);
    assertThat(recordings().find(requested.id()).map(RecordingWithCall::call)).hasValue(call);
    assertThat(recordings().find(requested.id()).orElseThrow().furtherSegments()).isEmpty();
  }

  @Test
  default void a_unique_id_finds_the_recordings_of_calls_in_which_it_took_part() {
    CallRecord call = stored(aCall("100.1").leg("100.77", "PJSIP/412-00000003").build());
    CallRecord other = stored(aCall("200.1").build());
    RecordingSegment requested = stored(aRecording(1, call).build());
    stored(aRecording(2, other).build());
    Recordings.Filter filter = Recordings.Filter.byUniqueId(new UniqueId("100.77"));
    assertThat(recordingsOf(recordings().search(filter, Optional.empty(), 10)))
        .containsExactly(requested);
  }

  @Test
  default void an_extension_finds_the_recordings_of_itself() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment requested = stored(aRecording(1, call).build());
    assertThat(recordingsOf(recordings().search(ofExtension("410"), Optional.empty(), 10)))
        .containsExactly(requested);
    assertThat(recordings().search(ofExtension("411"), Optional.empty(), 10).items()).isEmpty();
    assertThat(recordings().search(ofExtension("41_"), Optional.empty(), 10).items()).isEmpty();
  }

  private static Recordings.Filter ofExtension(String extension) {
    return new Recordings.Filter(
        Optional.empty(), Optional.empty(), Optional.of(new Extension(extension)));
  }

  @Test
  default void all_fields_of_a_filter_must_match() {
    CallRecord call = stored(aCall("100.1").build());
    RecordingSegment requested = stored(aRecording(1, call).tagged("A").build());
    stored(aRecording(2, call).tagged("B").build());
    stored(aRecording(3, stored(aCall("200.1").build())).tagged("A").build());
    Recordings.Filter filter =
        new Recordings.Filter(
            Optional.of(new Tag("A")),
            Optional.of(new UniqueId("100.1")),
            Optional.of(new Extension("410")));
    assertThat(recordingsOf(recordings().search(filter, Optional.empty(), 10)))
        .containsExactly(requested);
  }

  @Test
  default void a_linked_id_finds_the_recordings_of_its_calls_newest_first() {
    RecordingSegment first = stored(aRecording(1, stored(aCall("100.1").build())).build());
    stored(aRecording(2, stored(aCall("200.1").build())).build());
    RecordingSegment second =
        stored(aRecording(3, stored(aCall("100.1").on("pbx-2").build())).build());
    Page<RecordingWithCall> page = recordings().ofCall(new LinkedId("100.1"), Optional.empty(), 10);
    assertThat(recordingsOf(page)).containsExactly(second, first);
    assertThat(page.items().getFirst().call().key().pbx()).isEqualTo(new PbxName("pbx-2"));
  }

  // -- pages

  @Test
  default void pages_give_each_recording_once_while_new_ones_are_added() {
    CallRecord call = stored(aCall("100.1").build());
    List<RecordingSegment> added = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      added.add(stored(aRecording(i, call).build()));
    }
    List<RecordingSegment> given = new ArrayList<>();
    Optional<Page.Cursor> place = Optional.empty();
    do {
      Page<RecordingWithCall> page = recordings().search(ANYTHING, place, 7);
      given.addAll(recordingsOf(page));
      place = page.next();
      stored(aRecording(MANY + given.size(), call).build());
    } while (place.isPresent());
    assertThat(given).isEqualTo(added.reversed());
  }

  @Test
  default void a_page_that_holds_the_last_one_has_no_next() {
    CallRecord call = stored(aCall("100.1").build());
    stored(aRecording(1, call).build());
    stored(aRecording(2, call).build());
    assertThat(recordings().search(ANYTHING, Optional.empty(), 2).next()).isEmpty();
    assertThat(recordings().search(ANYTHING, Optional.empty(), 1).next()).isPresent();
  }
}
