package org.openrecorder.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Test
  void pauses_double_up_to_the_longest_less_a_quarter_at_most() {
    BackOff backOff = new BackOff(FIRST, LONGEST, new Random(1));
    List<Duration> most =
        Stream.of(250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000)
            .map(Duration::ofMillis)
            .toList();

    List<Duration> pauses = Stream.generate(backOff::next).limit(most.size()).toList();

    IntStream.range(0, most.size())
        .forEach(
            i ->
                assertThat(pauses.get(i))
                    .isBetween(most.get(i).multipliedBy(3).dividedBy(4), most.get(i)));
  }

  @Test
  void two_links_do_not_try_in_step() {
    assertThat(new BackOff(FIRST, LONGEST, new Random(1)).next())
        .isNotEqualTo(new BackOff(FIRST, LONGEST, new Random(2)).next());
  }

  @Test
  void after_a_success_it_begins_anew() {
    BackOff backOff = new BackOff(FIRST, LONGEST, new Random(1));
    IntStream.range(0, 10).forEach(i -> backOff.next());

    backOff.reset();

    assertThat(backOff.next()).isLessThanOrEqualTo(FIRST);
  }
}
