package org.openrecorder.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.CallRecords;
import org.openrecorder.application.port.Page;
import org.openrecorder.application.port.Recordings;
import org.openrecorder.domain.access.AccessScope;
import org.openrecorder.domain.access.VisibilityScope;
import org.openrecorder.domain.call.CallRecord;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.testing.VisibilityContract;

/** Lists of which the newest rows are not enough give the same as all others. */
interface SmallPartsContract extends VisibilityContract {

  int ROWS = 12;
  int PAGE = 2;

  TestDatabase database();

  @BeforeEach
  default void empty() {
    database().empty();
  }

  @Override
  default JpaRecordings recordings() {
    return recordings(0, ROWS);
  }

  @Override
  default JpaCallRecords calls() {
    return calls(0, ROWS);
  }

  private JpaRecordings recordings(long newest, int few) {
    return new JpaRecordings(
        database().database(), new ScopedPaging(database().database(), newest, few));
  }

  private JpaCallRecords calls(long newest, int few) {
    return new JpaCallRecords(
        database().database(), new ScopedPaging(database().database(), newest, few));
  }

  /** However much counts as the newest and as few. */
  @Test
  default void a_list_is_the_same_in_whatever_parts_it_is_read() {
    List<CallRecord> stored =
        IntStream.range(0, ROWS).mapToObj(i -> callWith("100." + i, "T" + i)).toList();
    VisibilityScope visibility =
        new VisibilityScope(
            new AccessScope(Optional.empty(), Optional.of(Set.of(new Extension("410")))), false);
    List<String> newestFirst =
        IntStream.range(0, ROWS).mapToObj(i -> "T" + (ROWS - 1 - i)).toList();
    for (long newest : new long[] {0, 1, PAGE, PAGE + 1, ROWS, 1_000}) {
      for (int few : new int[] {0, ROWS - 1, ROWS}) {
        assertThat(tags(recordings(newest, few), visibility)).isEqualTo(newestFirst);
        assertThat(calls(calls(newest, few), visibility))
            .containsExactlyElementsOf(stored.reversed());
      }
    }
  }

  private static List<String> tags(Recordings recordings, VisibilityScope visibility) {
    Recordings.Filter filter =
        new Recordings.Filter(Optional.empty(), Optional.empty(), Optional.empty())
            .within(visibility);
    return all(after -> recordings.search(filter, after, PAGE)).stream()
        .map(found -> found.segment().tag().value())
        .toList();
  }

  private static List<CallRecord> calls(CallRecords calls, VisibilityScope visibility) {
    CallRecords.Filter filter =
        new CallRecords.Filter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
            .within(visibility);
    return all(after -> calls.search(filter, after, PAGE)).stream()
        .map(CallRecords.Entry::call)
        .toList();
  }

  private static <T> List<T> all(Function<Optional<Page.Cursor>, Page<T>> list) {
    Page<T> page = list.apply(Optional.empty());
    List<T> items = new ArrayList<>(page.items());
    while (page.next().isPresent()) {
      page = list.apply(page.next());
      items.addAll(page.items());
    }
    return items;
  }
}
