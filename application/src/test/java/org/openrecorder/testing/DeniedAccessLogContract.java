package org.openrecorder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrecorder.application.port.DeniedAccessLog;
import org.openrecorder.application.port.DeniedAccessLog.Entry;

/** What every {@link DeniedAccessLog} keeps. */
public interface DeniedAccessLogContract {

  Instant THEN = Instant.parse("2026-11-23T08:00:06.654321Z");

  DeniedAccessLog deniedAccess();

  /** All entries, oldest first. */
  List<Entry> deniedEntries();

  private static Entry entry(Duration later, String subject) {
    return new Entry(
        THEN.minusSeconds(1).plus(later),
        THEN.plus(later),
        "20010db800000000::/64",
        "2001:db8::1",
        "authenticate",
        subject,
        "UNAUTHENTICATED",
        "unknown name or wrong secret",
        5_824);
  }

  private static List<Entry> several(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> entry(Duration.ofSeconds(i), "name " + i))
        .toList();
  }

  @Test
  default void entries_are_kept_in_the_order_in_which_they_came() {
    deniedAccess().add(several(2));
    deniedAccess().add(List.of(entry(Duration.ZERO, "")));
    assertThat(deniedEntries())
        .containsExactly(
            entry(Duration.ZERO, "name 0"),
            entry(Duration.ofSeconds(1), "name 1"),
            entry(Duration.ZERO, ""));
  }

  @Test
  default void whatever_a_caller_calls_himself_is_kept_as_it_is() {
    Entry hostile = entry(Duration.ZERO, "'; drop table denied_access; -- " + "😀".repeat(50));
    deniedAccess().add(List.of(hostile));
    assertThat(deniedEntries()).containsExactly(hostile);
  }

  @Test
  default void old_entries_go_and_the_others_stay() {
    deniedAccess().add(several(5));
    deniedAccess().prune(THEN.plusSeconds(3), 100);
    assertThat(deniedEntries()).extracting(Entry::subject).containsExactly("name 3", "name 4");
  }

  @Test
  default void of_too_many_the_oldest_go() {
    deniedAccess().add(several(5));
    deniedAccess().prune(Instant.EPOCH, 2);
    assertThat(deniedEntries()).extracting(Entry::subject).containsExactly("name 3", "name 4");
    deniedAccess().prune(Instant.EPOCH, 2);
    assertThat(deniedEntries()).hasSize(2);
  }

  @Test
  default void nothing_may_be_all_there_is() {
    deniedAccess().add(List.of());
    deniedAccess().prune(THEN, 1);
    assertThat(deniedEntries()).isEmpty();
  }
}
