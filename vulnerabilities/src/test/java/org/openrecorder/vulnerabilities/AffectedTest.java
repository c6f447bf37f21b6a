package org.openrecorder.vulnerabilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.vulnerabilities.Affected.Event;
import org.openrecorder.vulnerabilities.Affected.Kind;

class AffectedTest {

  private static final String UNDERTOW = "io.undertow:undertow-core";

  private static Event introduced(String version) {
    return new Event(Kind.INTRODUCED, version);
  }

  private static Event fixed(String version) {
    return new Event(Kind.FIXED, version);
  }

  private static Affected affected(Event... events) {
    return new Affected(UNDERTOW, Set.of(), List.of(List.of(events)));
  }

  private static boolean has(Affected affected, String version) {
    return affected.has(new Component("io.undertow", "undertow-core", version));
  }

  @ParameterizedTest
  @CsvSource({
    "2.3.23.Final, true",
    "2.3.24.Final, true",
    "2.3.25.Final, false",
    "2.3.25, false",
    "2.3.25.Beta1, true",
    "2.3.100.Final, false",
    "2.2.40.Final, false",
    "2.4.0.Alpha1, true",
    "2.4.0.Final, false"
  })
  void versions_are_in_the_order_of_maven_and_not_in_that_of_letters(
      String version, boolean affected) {
    Affected two =
        new Affected(
            UNDERTOW,
            Set.of(),
            List.of(
                List.of(introduced("2.3.0"), fixed("2.3.25.Final")),
                List.of(introduced("2.4.0.Alpha1"), fixed("2.4.0.Final"))));
    assertThat(has(two, version)).isEqualTo(affected);
  }

  @Test
  void zero_is_before_all_versions_also_before_those_that_are_none_yet() {
    assertThat(has(affected(introduced("0"), fixed("1.0")), "0.1-SNAPSHOT")).isTrue();
    assertThat(has(affected(introduced("0"), fixed("1.0")), "1.0-beta-1")).isTrue();
    assertThat(has(affected(introduced("0")), "99")).as("never mended").isTrue();
  }

  @Test
  void the_last_affected_version_is_affected_and_the_next_is_not() {
    Affected last = affected(introduced("0"), new Event(Kind.LAST_AFFECTED, "2.3.23.Final"));
    assertThat(has(last, "2.3.23.Final")).isTrue();
    assertThat(has(last, "2.3.24.Final")).isFalse();
  }

  @Test
  void events_count_in_the_order_of_versions_in_whatever_order_they_stand() {
    Affected twice = affected(fixed("3.0"), introduced("2.0"), fixed("1.5"), introduced("0"));
    assertThat(has(twice, "1.0")).isTrue();
    assertThat(has(twice, "1.7")).isFalse();
    assertThat(has(twice, "2.5")).isTrue();
    assertThat(has(twice, "3.0")).isFalse();
  }

  @Test
  void a_version_that_is_named_is_affected_without_a_range() {
    Affected named = new Affected(UNDERTOW, Set.of("2.3.23.Final"), List.of());
    assertThat(has(named, "2.3.23.Final")).isTrue();
    assertThat(has(named, "2.3.23")).isFalse();
  }

  @Test
  void another_package_is_not_affected() {
    Affected all = affected(introduced("0"));
    assertThat(all.has(new Component("io.undertow", "undertow-servlet", "1"))).isFalse();
    assertThat(all.has(new Component("io.undertow.core", "undertow-core", "1"))).isFalse();
  }

  @Test
  void the_next_version_that_is_mended_is_named() {
    Affected twice = affected(introduced("0"), fixed("2.10"), introduced("3.0"), fixed("3.2"));
    assertThat(twice.fixedAfter("2.9")).contains("2.10");
    assertThat(twice.fixedAfter("3.1")).contains("3.2");
    assertThat(affected(introduced("0")).fixedAfter("1")).isEmpty();
  }
}
