package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.testing.CallBuilder.aCall;
import static org.openrecorder.testing.RecordingBuilder.aRecording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.CallRecords.Entry;
import org.openrecorder.application.port.CallRecords.Filter;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.call.UniqueId;

/** What every store of {@link CallRecords} keeps. */
public interface CallRecordsContract {

  Instant OVER = Instant.parse("2026-11-23T08:05:07.999999Z");
  int MANY = 30;

  Filter ANYTHING =
      new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  CallRecords calls();

  Recordings recordings();

  /** Stores a call. */
  default CallRecord stored(CallRecord call) {
    calls().save(call);
    return call;
  }

  /** The calls that the filter finds, newest first. */
  default List<CallRecord> found(Filter filter) {
    return calls().search(filter, Optional.empty(), 100).items().stream().map(Entry::call).toList();
  }

  @Test
  default void a_call_is_found_as_it_was_stored() {
    CallRecord call =
        stored(aCall("pbx.a-1795412052.0").tagged("ORDER-1 😀").endedAt(OVER).build());
    assertThat(calls().find(call.key())).hasValue(call);
  }

  @Test
  default void a_call_that_still_rings_is_found_as_it_was_stored() {
    CallRecord call = stored(aCall("100.1").ringing().build());
    assertThat(calls().find(call.key())).hasValue(call);
  }

  @Test
  default void a_call_that_was_never_stored_is_not_found() {
    stored(aCall("100.1").build());
    assertThat(calls().find(aCall("100.2").build().key())).isEmpty();
    assertThat(calls().find(aCall("100.1").on("pbx-2").build().key())).isEmpty();
  }

  @Test
  default void a_changed_call_replaces_what_was_stored() {
    stored(aCall("100.1").tagged("A").build());
    CallRecord changed =
        stored(aCall("100.1").leg("100.9", "PJSIP/412-1").tagged("B").endedAt(OVER).build());
    assertThat(found(ANYTHING)).containsExactly(changed);
  }

  @Test
  default void a_call_that_was_read_and_not_found_is_stored() {
    CallRecord call = aCall("100.1").tagged("A").build();
    calls().save(calls().find(call.key()), call);
    assertThat(found(ANYTHING)).containsExactly(call);
  }

  @Test
  default void a_call_that_was_read_takes_another_tag() {
    CallRecord other = stored(aCall("100.2").tagged("A").build());
    CallRecord call = stored(aCall("100.1").tagged("A").build());
    calls().save(calls().find(call.key()), call.tagged(new Tag("B 😀")));
    assertThat(found(ANYTHING)).containsExactly(call.tagged(new Tag("B 😀")), other);
  }

  @Test
  default void a_call_that_was_read_takes_a_tag_and_a_leg_together() {
    CallRecord call = stored(aCall("100.1").build());
    CallRecord joined = aCall("100.1").leg("100.9", "PJSIP/412-1").tagged("B").build();
    calls().save(calls().find(call.key()), joined);
    assertThat(found(ANYTHING)).containsExactly(joined);
  }

  @Test
  default void a_call_can_be_set_back() {
    CallRecord before = stored(aCall("100.1").build());
    stored(aCall("100.1").leg("100.9", "PJSIP/412-1").tagged("B").build());
    stored(before);
    assertThat(calls().find(before.key())).hasValue(before);
  }

  @Test
  default void the_legs_of_a_call_stay_in_their_order() {
    CallBuilder builder = aCall("100.1");
    for (int i = MANY; i > 0; i--) {
      builder.leg("100.5" + i, "PJSIP/5" + i + "-1");
    }
    CallRecord call = stored(builder.build());
    assertThat(calls().find(call.key()).orElseThrow().legs()).isEqualTo(call.legs());
  }

  @Test
  default void a_number_in_strange_characters_does_not_keep_a_call_from_being_stored() {
    CallRecord call = stored(aCall("100.1").callerNumber("%_'\\😀").build());
    assertThat(calls().find(call.key())).hasValue(call);
  }

  @Test
  default void in_progress_are_the_calls_of_a_pbx_without_an_end_oldest_first() {
    CallRecord first = stored(aCall("300.1").build());
    stored(aCall("200.1").endedAt(OVER).build());
    stored(aCall("100.5").on("pbx-2").build());
    CallRecord second = stored(aCall("100.1").ringing().build());
    assertThat(calls().inProgressOn(new PbxName("pbx-1"))).containsExactly(first, second);
  }

  @Test
  default void a_unique_id_finds_calls_in_which_it_took_part() {
    CallRecord call = stored(aCall("100.1").leg("100.77", "PJSIP/412-1").build());
    stored(aCall("200.1").build());
    assertThat(found(filter(Optional.of("100.77"), Optional.empty()))).containsExactly(call);
  }

  @Test
  default void an_extension_finds_calls_in_which_it_took_part_once() {
    CallRecord call =
        stored(aCall("100.1").leg("100.77", "PJSIP/412-1").leg("100.78", "PJSIP/412-2").build());
    stored(aCall("200.1").build());
    assertThat(found(filter(Optional.empty(), Optional.of("412")))).containsExactly(call);
    assertThat(found(filter(Optional.empty(), Optional.of("4__")))).isEmpty();
  }

  private static Filter filter(Optional<String> uniqueId, Optional<String> extension) {
    return new Filter(
        uniqueId.map(UniqueId::new),
        Optional.empty(),
        Optional.empty(),
        extension.map(Extension::new));
  }

  @Test
  default void a_linked_id_finds_the_calls_of_all_pbxs() {
    CallRecord one = stored(aCall("100.1").build());
    CallRecord other = stored(aCall("100.1").on("pbx-2").build());
    stored(aCall("200.1").build());
    Filter filter =
        new Filter(
            Optional.empty(),
            Optional.of(new LinkedId("100.1")),
            Optional.empty(),
            Optional.empty());
    assertThat(found(filter)).containsExactly(other, one);
  }

  @Test
  default void an_external_reference_finds_calls_that_carry_it_now() {
    stored(aCall("100.1").tagged("A").build());
    stored(aCall("100.1").tagged("B").build());
    CallRecord wanted = stored(aCall("200.1").tagged("A").build());
    Filter filter =
        new Filter(Optional.empty(), Optional.empty(), Optional.of(new Tag("A")), Optional.empty());
    assertThat(found(filter)).containsExactly(wanted);
  }

  @Test
  default void a_call_is_listed_with_the_ids_of_its_recordings_oldest_first() {
    CallRecord call = stored(aCall("100.1").build());
    CallRecord other = stored(aCall("100.1").on("pbx-2").build());
    recordings().add(aRecording(2, call).build());
    recordings().add(aRecording(3, other).build());
    recordings().add(aRecording(1, call).build());
    assertThat(calls().search(ANYTHING, Optional.empty(), 10).items())
        .containsExactly(
            new Entry(other, List.of(aRecording(3, other).build().id())),
            new Entry(
                call, List.of(aRecording(2, call).build().id(), aRecording(1, call).build().id())));
  }

  @Test
  default void pages_give_each_call_once_while_others_are_added_and_changed() {
    List<CallRecord> added = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      added.add(stored(aCall("100." + i).build()));
    }
    List<CallRecord> given = new ArrayList<>();
    Optional<Page.Cursor> place = Optional.empty();
    do {
      Page<Entry> page = calls().search(ANYTHING, place, 7);
      given.addAll(page.items().stream().map(Entry::call).toList());
      place = page.next();
      stored(aCall("200." + given.size()).build());
      stored(added.get(MANY - 1));
    } while (place.isPresent());
    assertThat(given).isEqualTo(added.reversed());
  }
}
