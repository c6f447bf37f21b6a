package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrecorder.testing.CallBuilder.aCall;
import static org.openrecorder.testing.RecordingBuilder.aRecording;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.RecordingWithCall;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.Tag;
import org.openrecorder.domain.recording.RecordingSegment;

/**
 * What every store of {@link Recordings} and {@link CallRecords} keeps from those who may not know
 * of everything, and that texts in filters mean nothing but themselves.
 */
public interface VisibilityContract {

  VisibilityScope NOTHING_HIDDEN = new VisibilityScope(AccessScope.EVERYTHING, false);

  /** Characters that mean something to SQL, HQL, LIKE, JSON or a regular expression. */
  String METACHARACTERS = "%_\\'\";-*?[](){}:$.^|+#/=<>!&,`~@ aAüÜß€🎧";

  int ROUNDS = 60;

  Recordings recordings();

  CallRecords calls();

  /** Stores a call of 410 and 411 and as many recordings of it as there are tags. */
  default CallRecord callWith(String linkedId, String... tags) {
    CallRecord call =
        aCall(linkedId).tagged(tags[tags.length - 1].replaceFirst("^[-!]", "")).build();
    calls().save(call);
    for (String tag : tags) {
      recordings().add(recorded(call, tag));
    }
    return call;
  }

  /** A minus before the tag makes it deleted, an exclamation mark private. */
  private static RecordingSegment recorded(CallRecord call, String tag) {
    long id = call.key().hashCode() * 31L + tag.hashCode();
    return aRecording(id, call)
        .tagged(tag.replaceFirst("^[-!]", ""))
        .withFlags(tag.startsWith("!"), tag.startsWith("-"))
        .build();
  }

  private List<String> tags(Recordings.Filter filter) {
    return recordings().search(filter, Optional.empty(), 100).items().stream()
        .map(found -> found.segment().tag().value())
        .toList();
  }

  private static Recordings.Filter all(VisibilityScope visibility) {
    return RecordingsContract.ANYTHING.within(visibility);
  }

  private static CallRecords.Filter calls(Optional<String> reference, VisibilityScope visibility) {
    return new CallRecords.Filter(
        Optional.empty(), Optional.empty(), reference.map(Tag::new), Optional.empty(), visibility);
  }

  private List<CallRecords.Entry> entries(Optional<String> reference, VisibilityScope visibility) {
    return calls().search(calls(reference, visibility), Optional.empty(), 100).items();
  }

  @Test
  default void private_and_deleted_recordings_are_left_out_for_those_without_the_right() {
    callWith("100.1", "open", "!private", "-deleted");
    assertThat(tags(all(NOTHING_HIDDEN))).containsExactly("open");
    assertThat(tags(all(VisibilityScope.EVERYTHING))).containsExactly("deleted", "private", "open");
    assertThat(tags(Recordings.Filter.byTag(new Tag("private")).within(NOTHING_HIDDEN))).isEmpty();
  }

  @Test
  default void what_is_left_out_leaves_no_gap_in_a_part_of_a_list() {
    for (int i = 0; i < 6; i++) {
      callWith("100." + i, "open" + i, "!private" + i);
    }
    Page<RecordingWithCall> first = recordings().search(all(NOTHING_HIDDEN), Optional.empty(), 4);
    assertThat(first.items()).hasSize(4);
    Page<RecordingWithCall> rest = recordings().search(all(NOTHING_HIDDEN), first.next(), 4);
    assertThat(rest.items()).hasSize(2);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  default void a_call_of_which_only_hidden_recordings_are_is_not_found() {
    callWith("100.1", "!private", "-deleted");
    callWith("100.2", "open");
    assertThat(entries(Optional.empty(), NOTHING_HIDDEN))
        .extracting(entry -> entry.call().key().linkedId().value())
        .containsExactly("100.2");
    assertThat(entries(Optional.empty(), VisibilityScope.EVERYTHING)).hasSize(2);
  }

  @Test
  default void the_reference_of_a_call_is_the_latest_tag_that_may_be_known() {
    CallRecord call = callWith("100.1", "first", "second", "!third");
    assertThat(entries(Optional.of("third"), NOTHING_HIDDEN)).isEmpty();
    assertThat(entries(Optional.of("first"), NOTHING_HIDDEN)).isEmpty();
    assertThat(entries(Optional.of("second"), NOTHING_HIDDEN))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.call().externalReference()).contains(new Tag("second"));
              assertThat(entry.recordings()).hasSize(2);
            });
    assertThat(entries(Optional.of("third"), VisibilityScope.EVERYTHING))
        .singleElement()
        .satisfies(entry -> assertThat(entry.call()).isEqualTo(call));
  }

  @Test
  default void a_limit_to_pbxs_leaves_out_the_calls_of_others() {
    CallRecord here = aCall("100.1").on("berlin").tagged("22").build();
    CallRecord there = aCall("100.1").on("bonn").tagged("22").build();
    List.of(here, there).forEach(calls()::save);
    recordings().add(recorded(here, "22"));
    recordings().add(aRecording(77, there).tagged("22").build());
    VisibilityScope berlin =
        new VisibilityScope(
            new AccessScope(Optional.of(Set.of(new PbxName("berlin"))), Optional.empty()), true);
    assertThat(recordings().search(all(berlin), Optional.empty(), 10).items())
        .extracting(RecordingWithCall::call)
        .containsExactly(here);
    assertThat(entries(Optional.of("22"), berlin))
        .extracting(CallRecords.Entry::call)
        .containsExactly(here);
  }

  @Test
  default void a_limit_to_extensions_covers_calls_in_which_one_of_them_took_part() {
    CallRecord both = callWith("100.1", "both");
    CallRecord other = aCall("100.2").leg("100.3", "PJSIP/500-0000000a").tagged("three").build();
    calls().save(other);
    recordings().add(recorded(other, "three"));
    assertThat(tags(all(limitedTo("500", "600")))).containsExactly("three");
    assertThat(tags(all(limitedTo("411")))).containsExactly("three", "both");
    assertThat(tags(all(limitedTo("41_")))).isEmpty();
    assertThat(entries(Optional.empty(), limitedTo("500")))
        .extracting(CallRecords.Entry::call)
        .containsExactly(other)
        .doesNotContain(both);
  }

  @Test
  default void a_limit_may_name_the_extensions_of_a_large_team() {
    callWith("100.1", "other");
    CallRecord call =
        aCall("100.2").leg("100.3", "PJSIP/700-0000000a").tagged("of the team").build();
    calls().save(call);
    recordings().add(recorded(call, "of the team"));
    String[] team =
        IntStream.range(0, AccessScope.MOST_EXTENSIONS)
            .mapToObj(i -> i == 0 ? "700" : "9" + i)
            .toArray(String[]::new);
    assertThat(tags(all(limitedTo(team)))).containsExactly("of the team");
    assertThat(entries(Optional.empty(), limitedTo(team))).hasSize(1);
  }

  private static VisibilityScope limitedTo(String... extensions) {
    return new VisibilityScope(
        new AccessScope(
            Optional.empty(),
            Optional.of(Set.copyOf(List.of(extensions).stream().map(Extension::new).toList()))),
        true);
  }

  @Test
  default void what_was_deleted_by_mistake_is_there_again_and_nothing_else_changes() {
    CallRecord call = callWith("100.1", "-22");
    RecordingSegment deleted = recorded(call, "-22");
    recordings().savePrivate(deleted.id(), true);
    recordings().saveNotDeleted(deleted.id());
    assertThat(recordings().find(deleted.id()).orElseThrow().segment())
        .isEqualTo(deleted.markedPrivate(true).markedNotDeleted());
  }

  @Test
  default void texts_in_filters_mean_nothing_but_themselves() {
    long seed = System.nanoTime();
    System.out.println("tags of metacharacters from the seed " + seed);
    Random random = new Random(seed);
    Set<String> tags = new LinkedHashSet<>(List.of("%", "_", "\\", "a' or 'a'='a"));
    while (tags.size() < ROUNDS) {
      tags.add(randomTag(random));
    }
    List<RecordingSegment> stored = new ArrayList<>();
    tags.forEach(tag -> stored.add(storedUnder(tag, stored.size())));
    for (RecordingSegment segment : stored) {
      assertThat(recordings().search(byTag(segment), Optional.empty(), 100).items())
          .as("tag <%s> from the seed %s", segment.tag().value(), seed)
          .extracting(found -> found.segment().id())
          .containsExactly(segment.id());
      assertThat(entries(Optional.of(segment.tag().value()), VisibilityScope.EVERYTHING))
          .as("reference <%s> from the seed %s", segment.tag().value(), seed)
          .flatExtracting(CallRecords.Entry::recordings)
          .containsExactly(segment.id());
    }
  }

  private static Recordings.Filter byTag(RecordingSegment segment) {
    return Recordings.Filter.byTag(segment.tag());
  }

  private RecordingSegment storedUnder(String tag, int number) {
    CallRecord call = aCall("200." + number).tagged(tag).build();
    calls().save(call);
    RecordingSegment segment = aRecording(1_000 + number, call).tagged(tag).build();
    recordings().add(segment);
    return segment;
  }

  /** Not blank: no tag is. */
  private static String randomTag(Random random) {
    int[] alphabet = METACHARACTERS.codePoints().toArray();
    String tag =
        IntStream.generate(() -> alphabet[random.nextInt(alphabet.length)])
            .limit(1 + random.nextInt(6))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return tag.isBlank() ? tag + "%" : tag;
  }
}
